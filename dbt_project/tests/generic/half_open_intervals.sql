{#- No interval ends before it starts, in validity or in knowledge. -#}
{% test half_open_intervals(model) %}
select * from {{ model }} where valid_to <= valid_from or known_to <= known_from
{% endtest %}
