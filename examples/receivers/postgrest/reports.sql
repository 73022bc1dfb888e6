-- Not run behind PostgREST here; the function itself is tried with PostgreSQL. Receives reports at /rpc/report: set the
-- element's `endpoint` to that, and `headers` to the login's token (Authorization: Bearer …). The token's claim `unit` says
-- who reports: PostgREST has checked its signature. A plain POST to the table could neither see the key nor compare.
CREATE TABLE report (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit text NOT NULL,
    idempotency_key text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    body json NOT NULL, -- not jsonb: json keeps the text as it came
    UNIQUE (unit, idempotency_key)
);

-- The one argument has no name, so that the whole body is it. The status of a refusal is in its code: PT403 is 403.
CREATE FUNCTION report(json) RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    headers json := nullif(current_setting('request.headers', true), '');
    login text := nullif(current_setting('request.jwt.claims', true), '')::json ->> 'unit'; -- put your own way from login to unit here
    key text := regexp_replace(trim(headers ->> 'idempotency-key'), '^"(.*)"$', '\1');
    kept report;
BEGIN
    IF login IS NULL THEN RAISE SQLSTATE 'PT401' USING MESSAGE = 'Chưa đăng nhập hoặc phiên đăng nhập đã hết'; END IF;
    IF key IS NULL OR key !~ '^[!-~]{1,200}$' THEN RAISE SQLSTATE 'PT400' USING MESSAGE = 'Thiếu Idempotency-Key'; END IF;
    IF octet_length($1::text) > 5000000 THEN RAISE SQLSTATE 'PT413' USING MESSAGE = 'Báo cáo lớn quá 5 MB'; END IF;
    IF json_typeof($1) <> 'object' OR json_typeof($1 -> 'unit') IS DISTINCT FROM 'object' OR $1 #>> '{unit,id}' IS DISTINCT FROM login
    THEN RAISE SQLSTATE 'PT403' USING MESSAGE = 'Không được báo cáo thay đơn vị khác'; END IF;
    IF $1 ->> 'format' IS DISTINCT FROM 'baocao-report/1' THEN RAISE SQLSTATE 'PT422' USING MESSAGE = 'Không đọc được báo cáo'; END IF;
    -- The unique index lets only the first of two requests with one key in.
    INSERT INTO report (unit, idempotency_key, body) VALUES (login, key, $1) ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT kept FROM report r WHERE r.unit = login AND r.idempotency_key = key;
    IF kept.body::text <> $1::text THEN RAISE SQLSTATE 'PT422' USING MESSAGE = 'Khóa gửi này đã dùng cho nội dung khác'; END IF;
    PERFORM set_config('response.status', '201', true);
    RETURN json_build_object('number', 'BC-' || kept.id, 'received_at', kept.received_at);
END $$;

-- The role of those who are logged in may call the function, and nobody else; it may not touch the table.
REVOKE ALL ON FUNCTION report(json) FROM PUBLIC;
-- GRANT EXECUTE ON FUNCTION report(json) TO web_user;
