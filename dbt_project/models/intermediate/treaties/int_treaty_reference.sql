{{ config(materialized='ephemeral') }}

{#- What the lexicon says of the instruments that the articles name; never mixed with what the articles say. -#}
with treaties as (

    select entities.entity_id as treaty_entity_id, reference.*
    from {{ ref('stg_news__entities') }} as entities
    inner join {{ ref('stg_lexicon__treaties') }} as reference on reference.treaty_name = entities.name
    where entities.entity_type = 'treaty'

),

states as (

    select treaty_entity_id, treaty_name, source, 'signed' as status, 1 as rank, signed as valid_from from treaties
    union all
    select treaty_entity_id, treaty_name, source, 'in_force', 2, in_force from treaties
    union all
    select treaty_entity_id, treaty_name, source, 'terminated', 3, ended from treaties

)

select
    *,
    lead(valid_from) over (partition by treaty_entity_id order by valid_from, rank) as valid_to
from states
where valid_from is not null
-- signed and in force on one day: the later status takes the day
qualify valid_to is null or valid_to > valid_from
