{#- What each act says of its instrument and of its party. The window is where the day can lie; valid_from is the cautious end of it. -#}
with acts as (

    select
        acts.*,
        meanings.condition,
        meanings.is_scheduled,
        coalesce(acts.date_start, date '0001-01-01') as window_start,
        coalesce(acts.date_end, acts.date_start, acts.known_from) as window_end
    from {{ ref('int_treaty_acts') }} as acts
    inner join {{ ref('treaty_act_meanings') }} as meanings using (action, modality)
    -- a schedule without a day says nothing
    where acts.date_start is not null or not meanings.is_scheduled

),

of_parties as (

    select * from acts where party_entity_id is not null

),

of_instruments as (

    select acts.* replace (null as party_entity_id, null as party_name, null as party_country_code)
    from acts
    inner join {{ ref('treaty_conditions') }} as conditions using (condition)
    where (acts.party_entity_id is null or conditions.is_of_instrument or acts.action = 'enter_into_force') and not conditions.needs_party

),

ended_by_a_party as (

    -- leaving a treaty between two ends it for both on the day the exit takes effect
    select acts.* replace (null as party_entity_id, null as party_name, null as party_country_code, 'terminated' as condition)
    from acts
    inner join {{ ref('stg_lexicon__treaties') }} as treaties using (treaty_name)
    where acts.condition = 'withdrawn' and treaties.is_bilateral

),

still_in_force as (

    -- what is due to end is in force on the day that is written
    select acts.* replace (
        null as party_entity_id, null as party_name, null as party_country_code, 'in_force' as condition, false as is_scheduled,
        known_from as window_start, known_from as window_end, null as date_edtf
    )
    from acts
    where acts.condition = 'expired' and acts.is_scheduled and acts.date_start > acts.known_from

)

select
    *,
    case when condition in ('in_force', 'signed') and date_start is not null then window_start else window_end end as valid_from
from (
    select * from of_parties
    union all by name select * from of_instruments
    union all by name select * from ended_by_a_party
    union all by name select * from still_in_force
)
