{{ config(materialized='ephemeral') }}

{#- A meeting of few inside a meeting of many: within its days, at its place, and of the same occasion or with a shared guest. -#}
with facts as (

    select * from {{ ref('int_meeting_facts') }} where date_start is not null

),

guests as (

    select meeting_id, list(entity_id) as entity_ids from {{ ref('int_meeting_participants') }} group by meeting_id

),

pairs as (

    select
        child.meeting_id,
        parent.meeting_id as parent_meeting_id,
        date_diff('day', parent.date_start, parent.date_end) as parent_days,
        coalesce(child.occasion = parent.occasion, false) as is_same_occasion
    from facts as child
    inner join facts as parent
        on parent.event_mode = 'multilateral'
        and child.event_mode in ('bilateral', 'trilateral', 'visit')
        and child.date_start >= parent.date_start
        and child.date_end <= parent.date_end
        and date_diff('day', parent.date_start, parent.date_end) <= 14
        and (child.country_code = parent.country_code or child.place = parent.place)
    inner join guests as child_guests on child_guests.meeting_id = child.meeting_id
    inner join guests as parent_guests on parent_guests.meeting_id = parent.meeting_id
    where child.occasion = parent.occasion
        or (parent.occasion is not null and list_has_any(child_guests.entity_ids, parent_guests.entity_ids))

)

select meeting_id, parent_meeting_id
from pairs
qualify row_number() over (
    partition by meeting_id order by is_same_occasion desc, parent_days, parent_meeting_id
) = 1
