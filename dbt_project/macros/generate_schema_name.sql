{#- Schemas are public names (marts, lexicon, staging ...): take them as they are, without the target's prefix. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
