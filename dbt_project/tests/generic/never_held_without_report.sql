{#- The worst error there is: a meeting stored as held that no article reports as held. -#}
{% test never_held_without_report(model) %}
select meetings.meeting_id
from {{ model }} as meetings
where meetings.status in ('held', 'ongoing')
    and not exists (
        select 1
        from {{ ref('int_meeting_sources') }} as sources
        where sources.meeting_id = meetings.meeting_id and sources.status in ('held', 'ongoing')
    )
{% endtest %}
