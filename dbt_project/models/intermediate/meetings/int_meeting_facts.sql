{#- One date, place, kind and level per meeting: the closest date, of equally close ones the one most articles give; then the commonest value. -#}
with claims as (

    select
        links.meeting_id,
        claims.*,
        date_diff('day', date_start, coalesce(date_end, date_start)) as spread
    from {{ ref('int_meeting_links') }} as links
    inner join {{ ref('int_meeting_claims') }} as claims using (event_id)

),

dates as (

    select
        meeting_id, date_edtf, date_start, date_end, spread,
        count(*) as n_claims,
        -- the status that decides the row's fate knows the day best
        bool_or(status in ('held', 'ongoing')) as is_report
    from claims
    where date_start is not null
    group by all

),

chosen_dates as (

    select * from dates
    qualify row_number() over (
        partition by meeting_id order by spread, is_report desc, n_claims desc, date_start desc, date_edtf
    ) = 1

),

places as (

    select meeting_id, place, country_code, count(*) as n_claims
    from claims
    where place is not null or country_code is not null
    group by meeting_id, place, country_code
    qualify row_number() over (
        partition by meeting_id
        order by (place is not null)::int + (country_code is not null)::int desc, n_claims desc, place, country_code
    ) = 1

),

rest as (

    select
        meeting_id,
        mode(event_mode order by event_mode) as event_mode,
        mode(occasion order by occasion) as occasion,
        mode(level order by level) as level,
        max(duration_minutes) as duration_minutes,
        max(known_from) as last_known_from,
        min(known_from) as first_known_from,
        count(distinct (date_start, date_end)) filter (spread = 0) > 1 as is_date_contradicted,
        count(distinct country_code) > 1 as is_place_contradicted
    from claims
    group by meeting_id

)

select
    rest.*,
    chosen_dates.date_edtf,
    chosen_dates.date_start,
    chosen_dates.date_end,
    places.place,
    places.country_code,
    coalesce(chosen_dates.date_start, rest.first_known_from) as day_for_offices
from rest
left join chosen_dates using (meeting_id)
left join places using (meeting_id)
