with documents as (

    select * from {{ source('news', 'documents') }}

)

select
    document_id,
    source_path,
    title,
    outlet,
    original_outlet,
    language,
    char_count,
    published_start,
    published_end,
    published_basis,
    near_duplicate_of,
    run_id,
    loaded_at,
    -- what an article says is known from the last day on which it can have appeared, else from when we read it
    coalesce(published_end, published_start, (loaded_at at time zone 'UTC')::date) as known_from
from documents
