with announced as (

    select meeting_id, min(known_from) as announced_on, arg_min(status, known_from) as first_status
    from {{ ref('int_meeting_sources') }}
    where status in ('planned', 'possible')
    group by meeting_id

)

select
    announced.meeting_id,
    announced.first_status,
    announced.announced_on,
    meetings.status as outcome,
    meetings.is_unconfirmed,
    meetings.date_start,
    meetings.participants,
    meetings.is_summit,
    date_diff('day', announced.announced_on, meetings.date_start) as days_of_notice
from announced
inner join {{ ref('meetings') }} as meetings using (meeting_id)
