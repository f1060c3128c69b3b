{#- What was believed at each moment at which something became known of a subject: later and closer claims replace earlier and vaguer ones. -#}
with claims as (

    select * from {{ ref('int_treaty_subject_claims') }}

),

moments as (

    select distinct subject_id, known_from as as_of from claims

),

known as (

    select moments.as_of, claims.*
    from moments
    inner join claims on claims.subject_id = moments.subject_id and claims.known_from <= moments.as_of

)

select older.*
from known as older
where not exists (
    select 1
    from known as newer
    where newer.subject_id = older.subject_id and newer.as_of = older.as_of and (
        -- told more closely elsewhere
        (newer.condition = older.condition and newer.window_start <= older.window_end and older.window_start <= newer.window_end
            and newer.window_end - newer.window_start < older.window_end - older.window_start)
        -- a schedule gives way to the fact, to a later schedule, and to an extension
        or (older.is_scheduled and newer.condition = older.condition and (
            not newer.is_scheduled
            or (newer.known_from > older.known_from and (newer.window_start > older.window_end or older.window_start > newer.window_end))))
        or (older.is_scheduled and older.condition = 'expired' and newer.condition = 'extended' and newer.known_from > older.known_from)
    )
)
