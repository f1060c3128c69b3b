{#- A meeting is held only where an article reports it so; a plan whose day has passed stays a plan. -#}
with said as (

    select
        meeting_id,
        max(known_from) filter (status in ('held', 'ongoing')) as held_known,
        max(known_from) filter (status in ('cancelled', 'denied')) as negative_known,
        count(distinct origin_id) filter (status in ('held', 'ongoing')) as n_held,
        count(distinct origin_id) filter (status in ('cancelled', 'denied')) as n_negative,
        max(known_from) filter (status = 'cancelled') as cancelled_known,
        max(known_from) filter (status = 'postponed') as postponed_known,
        max(known_from) filter (status = 'planned') as planned_known,
        max(known_from) filter (status = 'possible') as possible_known,
        -- a plan recalled after its day does not bring a cancelled meeting back, one printed before its day does
        max(known_from) filter (status = 'planned' and date_end >= known_from) as ahead_known,
        bool_or(status = 'held') as is_held
    from {{ ref('int_meeting_sources') }}
    group by meeting_id

)

select
    meeting_id,
    case
        when n_held > 0 and (n_negative = 0 or (held_known > negative_known and n_held >= n_negative))
            then case when is_held then 'held' else 'ongoing' end
        when n_negative > 0 and coalesce(ahead_known > negative_known, false) then 'planned'
        when n_negative > 0 and coalesce(postponed_known > negative_known, false) then 'postponed'
        when cancelled_known is not null then 'cancelled'
        when n_negative > 0 then 'denied'
        when postponed_known is not null and coalesce(planned_known <= postponed_known, true) then 'postponed'
        when planned_known is not null and coalesce(possible_known <= planned_known, true) then 'planned'
        when possible_known is not null then 'possible'
        else 'planned'
    end as status,
    -- also when called off first and held later: a reader should look
    n_held > 0 and n_negative > 0 as is_status_contradicted
from said
