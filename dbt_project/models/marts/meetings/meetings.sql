with participants as (

    select
        meeting_id,
        string_agg(name, '; ' order by name) as participants,
        list(entity_id order by entity_id) as participant_ids
    from {{ ref('int_meeting_participants') }}
    group by meeting_id

)

select
    facts.meeting_id,
    facts.event_mode as kind,
    facts.level,
    status.status,
    coalesce(status.status in ('planned', 'possible') and facts.date_end < collection.last_day, false) as is_unconfirmed,
    facts.date_edtf,
    facts.date_start,
    facts.date_end,
    facts.place,
    facts.country_code,
    facts.occasion,
    facts.duration_minutes,
    participants.participants,
    participants.participant_ids,
    parents.parent_meeting_id,
    coalesce(leaders.is_summit, false) as is_summit,
    coalesce(leaders.is_leader_meeting, false) as is_leader_meeting,
    independence.n_articles,
    independence.n_independent_sources,
    status.is_status_contradicted or facts.is_date_contradicted or facts.is_place_contradicted as has_conflict,
    concat_ws(', ',
        case when status.is_status_contradicted then 'status' end,
        case when facts.is_date_contradicted then 'date' end,
        case when facts.is_place_contradicted then 'place' end
    ) as conflicts,
    facts.first_known_from,
    facts.last_known_from
from {{ ref('int_meeting_facts') }} as facts
cross join (select max(known_from) as last_day from {{ ref('stg_news__documents') }} where published_start is not null) as collection
inner join {{ ref('int_meeting_status') }} as status using (meeting_id)
inner join {{ ref('int_meeting_independence') }} as independence using (meeting_id)
left join {{ ref('int_meeting_leaders') }} as leaders using (meeting_id)
left join {{ ref('int_meeting_parents') }} as parents using (meeting_id)
left join participants using (meeting_id)
