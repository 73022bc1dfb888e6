<?php
// Receives reports: PHP 8.1 or newer with PDO. Create the table by schema.mysql.sql (MySQL, MariaDB) or schema.sqlite.sql.
declare(strict_types=1);
const MOST = 5_000_000; // bytes; post_max_size in php.ini must not be less

function answer(int $status, string $type, array $body): never
{
    http_response_code($status);
    header("Content-Type: $type");
    exit(json_encode($body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES));
}

function refuse(int $status, string $title, array $errors = []): never
{
    answer($status, 'application/problem+json', ['type' => 'about:blank', 'title' => $title, 'status' => $status, 'errors' => $errors]);
}

// The unit that is logged in. Put your portal's login here, such as $_SESSION['unit'] with a check of a CSRF token, or define it before.
if (!function_exists('unit')) {
    function unit(): ?string // by BAOCAO_UNITS='{"secret token": "unit"}'
    {
        $units = json_decode(getenv('BAOCAO_UNITS') ?: '{}', true);
        return $units[preg_replace('/^Bearer /', '', $_SERVER['HTTP_AUTHORIZATION'] ?? '')] ?? null;
    }
}
set_exception_handler(function (Throwable $error): never {
    error_log((string) $error);
    refuse(500, 'Máy chủ gặp sự cố, báo cáo chưa được nhận; hãy gửi lại');
});

$unit = unit() ?? refuse(401, 'Chưa đăng nhập hoặc phiên đăng nhập đã hết');
if ($_SERVER['REQUEST_METHOD'] !== 'POST') refuse(405, 'Chỉ nhận POST');
if (!preg_match('~^application/json\s*(;|$)~i', $_SERVER['CONTENT_TYPE'] ?? '')) refuse(415, 'Chỉ nhận application/json');
$key = preg_replace('/^"(.*)"$/', '$1', trim($_SERVER['HTTP_IDEMPOTENCY_KEY'] ?? ''));
if (!preg_match('/^[!-~]{1,200}$/D', $key)) refuse(400, 'Thiếu Idempotency-Key');
$body = file_get_contents('php://input', length: MOST + 1);
// PHP gives nothing of a body that is over its own limit.
$isCut = $body === '' && (int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > 0;
if ($isCut || strlen($body) > MOST) refuse(413, 'Báo cáo lớn quá 5 MB');
$report = json_decode($body, true);
if (!is_array($report)) refuse(400, 'Không phải JSON');
if (($report['unit']['id'] ?? null) !== $unit) refuse(403, 'Không được báo cáo thay đơn vị khác');
if (($report['format'] ?? null) !== 'baocao-report/1') {
    refuse(422, 'Không đọc được báo cáo', [['pointer' => '/format', 'detail' => 'Cần "baocao-report/1".']]);
}
[$dsn, $user, $password] = array_map(fn($name) => getenv($name) ?: null, ['BAOCAO_DSN', 'BAOCAO_USER', 'BAOCAO_PASSWORD']);
$db = new PDO($dsn ?? 'mysql:host=localhost;dbname=baocao;charset=utf8mb4', $user, $password);
try {
    // The unique index lets only the first of two requests with one key in.
    $db->prepare('INSERT INTO report (unit, idempotency_key, received_at, body) VALUES (?, ?, ?, ?)')
        ->execute([$unit, $key, date(DATE_RFC3339), $body]);
} catch (PDOException $error) {
    if ($error->getCode() !== '23000') throw $error;
}
$find = $db->prepare('SELECT id, received_at, body FROM report WHERE unit = ? AND idempotency_key = ?');
$find->execute([$unit, $key]);
$kept = $find->fetch(PDO::FETCH_ASSOC) ?: throw new RuntimeException('the report is not there');
if ($kept['body'] !== $body) refuse(422, 'Khóa gửi này đã dùng cho nội dung khác');
answer(201, 'application/json', ['number' => sprintf('BC-%06d', $kept['id']), 'received_at' => $kept['received_at']]);
