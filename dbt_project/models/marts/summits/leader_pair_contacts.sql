with contacts as (

    select scopes.pair_or_scope as pair, meetings.*
    from {{ ref('int_meeting_scopes') }} as scopes
    inner join {{ ref('meetings') }} as meetings using (meeting_id)
    where scopes.scope_kind = 'leaders' and meetings.is_leader_meeting

)

select
    pair,
    meeting_id,
    date_start,
    date_end,
    kind,
    status,
    place,
    country_code,
    is_summit,
    case when status in ('held', 'ongoing') then date_diff('day',
        max(date_start) filter (status in ('held', 'ongoing')) over (
            partition by pair order by date_start, meeting_id rows between unbounded preceding and 1 preceding), date_start)
    end as days_since_last_held
from contacts
