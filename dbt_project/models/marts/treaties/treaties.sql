with acts as (

    select treaty_entity_id, count(distinct document_id) as n_articles, count(distinct event_id) as n_actions
    from {{ ref('int_treaty_acts') }}
    group by treaty_entity_id

),

parties as (

    select treaty_name, string_agg(party_name, '; ' order by party_name) as parties
    from {{ ref('stg_lexicon__treaty_parties') }}
    group by treaty_name

)

select
    entities.entity_id as treaty_entity_id,
    entities.name as treaty_name,
    entities.is_known,
    reference.is_bilateral,
    reference.signed as reference_signed,
    reference.in_force as reference_in_force,
    reference.ended as reference_ended,
    parties.parties as reference_parties,
    coalesce(acts.n_articles, 0) as n_articles,
    coalesce(acts.n_actions, 0) as n_actions
from {{ ref('stg_news__entities') }} as entities
left join {{ ref('stg_lexicon__treaties') }} as reference on reference.treaty_name = entities.name
left join parties on parties.treaty_name = entities.name
left join acts on acts.treaty_entity_id = entities.entity_id
-- joining or leaving an organisation is an act on its founding treaty
where entities.entity_type = 'treaty' or acts.n_actions > 0
