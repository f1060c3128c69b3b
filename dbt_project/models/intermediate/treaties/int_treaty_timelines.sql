{#- For each subject and moment of knowledge, the half-open intervals of its status, adjoining ones of equal status joined. -#}
with claims as (

    select known.*, conditions.rank, conditions.is_status, conditions.ended_by
    from {{ ref('int_treaty_known_claims') }} as known
    inner join {{ ref('treaty_conditions') }} as conditions using (condition)

),

boundaries as (

    select distinct subject_id, as_of, valid_from as day from claims

),

standing as (

    select boundaries.day, claims.*
    from boundaries
    inner join claims on claims.subject_id = boundaries.subject_id and claims.as_of = boundaries.as_of and claims.valid_from <= boundaries.day
    where claims.is_status and not exists (
        select 1
        from claims as ending
        where ending.subject_id = claims.subject_id and ending.as_of = claims.as_of and ending.condition = claims.ended_by
            and ending.valid_from > claims.valid_from and ending.valid_from <= boundaries.day
    )

),

strongest as (

    select
        *,
        list(distinct condition) over (partition by subject_id, as_of, day) as conditions
    from standing
    qualify row_number() over (partition by subject_id, as_of, day order by rank desc, is_scheduled, valid_from, known_from, event_id) = 1

),

stretches as (

    select
        *,
        condition is distinct from lag(condition) over (partition by subject_id, as_of order by day) as is_start
    from strongest

)

select
    subject_id, as_of, treaty_entity_id, treaty_name, party_entity_id, party_name, party_country_code,
    condition as status,
    day as valid_from,
    lead(day) over (partition by subject_id, as_of order by day) as valid_to,
    case when day = valid_from then date_edtf end as valid_from_edtf,
    is_scheduled,
    case
        when condition = 'suspended' and list_contains(conditions, 'withdrawal_notified') then 'withdrawal_notified'
    end as also_status,
    document_id, event_id, evidence
from stretches
where is_start
