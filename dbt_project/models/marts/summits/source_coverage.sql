select
    coalesce(outlet, 'unknown') as outlet,
    count(*) as n_articles,
    count(*) filter (near_duplicate_of is not null) as n_near_copies,
    count(*) filter (published_start is null) as n_undated,
    min(published_start) as first_published,
    max(published_end) as last_published,
    sum(n_meetings)::bigint as n_meeting_claims,
    sum(n_treaty_actions)::bigint as n_treaty_actions,
    sum(n_quotes)::bigint as n_quotes
from {{ ref('documents') }}
group by 1
