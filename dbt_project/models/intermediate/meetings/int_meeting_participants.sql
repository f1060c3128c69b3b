{#- Who took part, with the office held on the day; the highest office where a person held several. -#}
with participants as (

    select
        links.meeting_id,
        claims.document_id,
        unnest(claims.participants, recursive := true)
    from {{ ref('int_meeting_links') }} as links
    inner join {{ ref('int_meeting_claims') }} as claims using (event_id)

),

counted as (

    select
        meeting_id, entity_id, name, entity_type, country_code,
        count(distinct document_id) as n_articles
    from participants
    group by all

),

offices as (

    select
        counted.meeting_id,
        counted.entity_id,
        terms.title as office_title,
        terms.office_class,
        terms.body
    from counted
    inner join {{ ref('int_meeting_facts') }} as facts using (meeting_id)
    inner join {{ ref('stg_lexicon__terms') }} as terms
        on counted.entity_type = 'person'
        and terms.person_name = counted.name
        and terms.term_start <= facts.day_for_offices
        and (terms.term_end is null or terms.term_end > facts.day_for_offices)
    qualify row_number() over (
        partition by counted.meeting_id, counted.entity_id
        order by list_position(['leader', 'top_official', 'monarch', 'minister', 'other'], terms.office_class), terms.term_start desc, terms.title
    ) = 1

)

select
    counted.*,
    offices.office_title,
    offices.office_class,
    offices.body as office_body,
    -- known to the lexicon, so that holding no office on the day means something
    exists (select 1 from {{ ref('stg_lexicon__terms') }} as terms where terms.person_name = counted.name) as has_known_terms
from counted
left join offices using (meeting_id, entity_id)
