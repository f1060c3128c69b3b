with meetings as (

    select * from {{ ref('stg_news__events') }} where event_class = 'meeting'

),

participants as (

    select
        participants.event_id,
        list({
            'entity_id': entities.entity_id,
            'name': entities.name,
            'entity_type': entities.entity_type,
            'country_code': entities.country_code
        } order by entities.entity_id) as participants
    from (select distinct event_id, entity_id from {{ ref('stg_news__event_participants') }} where role not in ('treaty', 'forum')) as participants
    inner join {{ ref('stg_news__entities') }} as entities using (entity_id)
    group by participants.event_id

)

select
    meetings.event_id,
    meetings.document_id,
    meetings.event_mode,
    meetings.level,
    meetings.status,
    meetings.date_edtf,
    meetings.date_start,
    meetings.date_end,
    meetings.place,
    meetings.country_code,
    meetings.occasion,
    meetings.duration_minutes,
    meetings.evidence,
    meetings.start_char,
    meetings.confidence,
    documents.known_from,
    documents.published_start is not null as is_known_from_published,
    coalesce(participants.participants, []) as participants
from meetings
inner join {{ ref('stg_news__documents') }} as documents using (document_id)
left join participants using (event_id)
