with meetings as (

    -- a date that leaves the month open cannot be counted by month
    select *, date_trunc('month', date_start)::date as month
    from {{ ref('meetings') }}
    where date_start is not null and date_trunc('month', date_start) = date_trunc('month', date_end)

),

counted as (

    select meetings.month, 'strict' as definition, scopes.scope_kind, scopes.pair_or_scope, meetings.status
    from meetings
    inner join {{ ref('int_meeting_scopes') }} as scopes using (meeting_id)
    where meetings.is_summit
    union all
    select meetings.month, 'wide', scopes.scope_kind, scopes.pair_or_scope, meetings.status
    from meetings
    inner join {{ ref('int_meeting_scopes') }} as scopes using (meeting_id)
    where meetings.is_leader_meeting

),

articles as (

    select date_trunc('month', published_start)::date as month, count(*) as articles
    from {{ ref('stg_news__documents') }}
    where published_start is not null
    group by 1

),

covered as (

    select min(published_start) as first_day, max(coalesce(published_end, published_start)) as last_day from {{ ref('stg_news__documents') }}

)

select
    counted.month,
    counted.definition,
    counted.scope_kind,
    counted.pair_or_scope,
    count(*) filter (counted.status in ('held', 'ongoing')) as held,
    count(*) filter (counted.status in ('planned', 'postponed')) as planned,
    count(*) filter (counted.status = 'possible') as possible,
    count(*) filter (counted.status in ('cancelled', 'denied')) as cancelled,
    coalesce(any_value(articles.articles), 0) as articles,
    round(1000.0 * count(*) filter (counted.status in ('held', 'ongoing')) / any_value(articles.articles), 2)::double as per_1000_articles,
    not coalesce(bool_and(counted.month >= covered.first_day and last_day(counted.month) <= covered.last_day), false) as is_partial
from counted
cross join covered
left join articles using (month)
group by counted.month, counted.definition, counted.scope_kind, counted.pair_or_scope
