with mentions as (

    select entity_id, count(*) as n_mentions, count(distinct document_id) as n_articles
    from {{ ref('stg_news__mentions') }}
    where entity_id is not null
    group by entity_id

),

seen as (

    select entity_id, min(known_from) as first_known_from, max(known_from) as last_known_from
    from {{ ref('stg_news__mentions') }}
    inner join {{ ref('stg_news__documents') }} using (document_id)
    where entity_id is not null
    group by entity_id

)

select
    entities.entity_id,
    entities.name,
    entities.entity_type,
    entities.country_code,
    entities.wikidata_id,
    entities.is_known,
    coalesce(mentions.n_mentions, 0) as n_mentions,
    coalesce(mentions.n_articles, 0) as n_articles,
    seen.first_known_from,
    seen.last_known_from
from {{ ref('stg_news__entities') }} as entities
left join mentions using (entity_id)
left join seen using (entity_id)
