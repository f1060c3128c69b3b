{#- Persons and governments act for their country: the party is the country where the collection knows it. -#}
with acts as (

    select * from {{ ref('stg_news__events') }} where event_class = 'treaty_action'

),

participants as (

    select participants.event_id, participants.role, entities.*
    from {{ ref('stg_news__event_participants') }} as participants
    inner join {{ ref('stg_news__entities') }} as entities using (entity_id)

),

countries as (

    select country_code, min_by(entity_id, name) as entity_id, min(name) as name
    from {{ ref('stg_news__entities') }}
    where entity_type = 'country' and country_code is not null
    group by country_code

),

parties as (

    select
        participants.event_id,
        coalesce(countries.entity_id, participants.entity_id) as party_entity_id,
        coalesce(countries.name, participants.name) as party_name,
        participants.country_code as party_country_code,
        participants.role
    from participants
    left join countries
        on participants.country_code = countries.country_code
        and (participants.entity_type = 'person' or starts_with(participants.name, 'Government of '))
    where participants.role not in ('treaty', 'forum')
    -- where a text names both who acts and towards whom, the act is that of the former
    qualify participants.role = 'actor' or not bool_or(participants.role = 'actor') over (partition by participants.event_id)

)

select distinct
    acts.event_id,
    acts.document_id,
    treaties.entity_id as treaty_entity_id,
    treaties.name as treaty_name,
    parties.party_entity_id,
    parties.party_name,
    parties.party_country_code,
    acts.action,
    acts.status as modality,
    acts.date_edtf,
    acts.date_start,
    acts.date_end,
    acts.evidence,
    acts.start_char,
    acts.confidence,
    documents.known_from
from acts
inner join participants as treaties on treaties.event_id = acts.event_id and treaties.role = 'treaty'
inner join {{ ref('stg_news__documents') }} as documents using (document_id)
left join parties on parties.event_id = acts.event_id
