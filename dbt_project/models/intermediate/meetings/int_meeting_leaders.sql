{{ config(materialized='ephemeral') }}

{#- Definitions of a summit (strict) and of a leaders' meeting (wide): see the descriptions of marts.meetings. -#}
with sides as (

    select
        meeting_id,
        count(distinct office_body) filter (office_class = 'leader') as n_leaders,
        count(distinct office_body) filter (office_class in ('leader', 'monarch')) as n_crowned_or_elected,
        count(distinct office_body) filter (office_class = 'top_official') as n_top_officials,
        count(*) filter (entity_type <> 'person') as n_unnamed_sides,
        count(*) filter (entity_type = 'person' and office_class is null and not has_known_terms) as n_unknown_persons,
        count(*) filter (entity_type = 'person' and (has_known_terms and coalesce(office_class, 'other') in ('minister', 'other'))) as n_known_not_leaders
    from {{ ref('int_meeting_participants') }}
    group by meeting_id

)

select
    facts.meeting_id,
    facts.event_mode <> 'call' and (
        sides.n_leaders >= 2
        or (sides.n_leaders >= 1 and sides.n_top_officials >= 1)
        -- sides without a name, or persons the lexicon does not know: the article's word that leaders met must do
        or (facts.level = 'leader' and sides.n_unnamed_sides + sides.n_unknown_persons >= 1 and sides.n_known_not_leaders = 0)
        or (facts.level = 'leader' and facts.event_mode = 'multilateral' and sides.n_leaders >= 1)
    ) as is_summit,
    facts.level = 'leader'
        or sides.n_crowned_or_elected + sides.n_top_officials >= 2 as is_leader_meeting
from {{ ref('int_meeting_facts') }} as facts
left join sides using (meeting_id)
