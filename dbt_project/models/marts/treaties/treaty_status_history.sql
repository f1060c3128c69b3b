with steps as (

    -- moments of knowledge of a subject, numbered, so that an interval believed at successive moments is one row
    select subject_id, as_of,
        dense_rank() over (partition by subject_id order by as_of) as step,
        lead(as_of) over (partition by subject_id order by as_of) as next_as_of
    from (select distinct subject_id, as_of from {{ ref('int_treaty_timelines') }})

),

believed as (

    select timelines.*, steps.step, steps.next_as_of,
        steps.step - row_number() over (
            partition by timelines.subject_id, status, valid_from, valid_to, is_scheduled, also_status order by steps.step
        ) as island
    from {{ ref('int_treaty_timelines') }} as timelines
    inner join steps using (subject_id, as_of)

),

told as (

    select
        treaty_entity_id, treaty_name, party_entity_id, party_name, status, also_status, is_scheduled, valid_from, valid_to,
        min(as_of) as known_from,
        case when bool_or(next_as_of is null) then null else max(next_as_of) end as known_to,
        'text' as basis,
        arg_min(valid_from_edtf, step) as valid_from_edtf,
        arg_min(document_id, step) as document_id,
        arg_min(event_id, step) as event_id,
        arg_min(evidence, step) as evidence
    from believed
    where status <> 'dissolved'
    group by subject_id, treaty_entity_id, treaty_name, party_entity_id, party_name, status, also_status, is_scheduled, valid_from, valid_to, island

)

select
    treaty_entity_id, treaty_name, party_entity_id, party_name, status, also_status, is_scheduled, valid_from, valid_to,
    known_from, known_to, basis, valid_from_edtf, document_id, event_id, evidence
from told
union all by name
select
    treaty_entity_id, treaty_name, null::varchar as party_entity_id, null::varchar as party_name, status, null::varchar as also_status,
    false as is_scheduled, valid_from, valid_to, valid_from as known_from, null::date as known_to, 'reference' as basis,
    null::varchar as valid_from_edtf, null::varchar as document_id, null::varchar as event_id, source as evidence
from {{ ref('int_treaty_reference') }}
