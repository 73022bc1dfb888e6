<?php
/**
 * Plugin Name: Báo cáo
 * Description: [bao_cao plan="…"] puts the form for periodic reports on a page; what is sent is kept in this site's database.
 * Requires at least: 5.7
 * Requires PHP: 8.1
 */
declare(strict_types=1);

namespace BaoCao;

const MOST = 5_000_000; // bytes
const UNIT = 'bao_cao_unit'; // what a user's profile keeps: the unit that this user reports for
const FOLDER = 'bao-cao'; // below wp-content: the files of the package, and plans/

function table(): string
{
    return $GLOBALS['wpdb']->prefix . 'bao_cao_report';
}

/** The unit that is logged in. */
function unit(): ?string
{
    return get_user_meta(get_current_user_id(), UNIT, true) ?: null;
}

// Ids and keys are told apart letter by letter; the body is kept as it came. One character set: WordPress checks texts by table.
register_activation_hook(__FILE__, function (): void {
    $GLOBALS['wpdb']->query('CREATE TABLE IF NOT EXISTS ' . table() . ' (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        unit VARCHAR(200) NOT NULL,
        idempotency_key VARCHAR(200) NOT NULL,
        received_at VARCHAR(40) NOT NULL,
        user_id BIGINT UNSIGNED NOT NULL,
        body LONGTEXT NOT NULL,
        UNIQUE (unit, idempotency_key)
    ) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
});

// The form. --------------------------------------------------------------------------------------------------------

/** The entry of one version, and the hash that vouches for it. */
function entry(): array
{
    $file = WP_CONTENT_DIR . '/' . FOLDER . '/integrity.json';
    $package = is_readable($file) ? json_decode(file_get_contents($file), true) : ['version' => '', 'files' => []];
    $name = "bao-cao-{$package['version']}.js";
    return [$name, $package['files'][$name] ?? null];
}

add_action('wp_enqueue_scripts', function (): void {
    [$name] = entry();
    // No "?ver=": the name has the version.
    wp_register_script('bao-cao', content_url(FOLDER . "/$name"), [], null, true);
    wp_register_style('bao-cao', plugins_url('bao-cao.css', __FILE__), [], '1');
    wp_register_script('bao-cao-login', plugins_url('login.js', __FILE__), [], '1', true);
});

add_filter('script_loader_tag', function (string $tag, string $handle, string $src): string {
    if ($handle !== 'bao-cao') return $tag;
    return wp_get_script_tag(['type' => 'module', 'src' => $src, 'integrity' => entry()[1], 'crossorigin' => 'anonymous']);
}, 10, 3);

add_shortcode('bao_cao', function ($given): string {
    $login = wp_login_url(get_permalink());
    if (!is_user_logged_in()) return sprintf('<p><a href="%s">Đăng nhập</a> để làm báo cáo.</p>', esc_url($login));
    $given = shortcode_atts(['plan' => '', 'unit' => unit() ?? '', 'lang' => 'vi', 'as_of' => ''], $given, 'bao_cao');
    $isAddress = str_contains($given['plan'], '/');
    $attributes = [
        'class' => 'alignwide', // as wide as the theme allows
        'plan' => $isAddress ? $given['plan'] : content_url(FOLDER . "/plans/{$given['plan']}.json"),
        'unit' => $given['unit'],
        'lang' => $given['lang'],
        'user' => wp_get_current_user()->user_login,
        'endpoint' => rest_url('bao-cao/v1/reports'),
        'data-nonce' => admin_url('admin-ajax.php?action=rest-nonce'),
    ];
    // For trials: the form as on this day.
    if ($given['as_of'] !== '') $attributes += ['as-of' => $given['as_of'], 'preview-send' => ''];
    wp_enqueue_style('bao-cao');
    wp_enqueue_script('bao-cao');
    wp_enqueue_script('bao-cao-login');
    $written = '';
    foreach ($attributes as $name => $value) $written .= sprintf(' %s="%s"', $name, esc_attr($value));
    // A page of its own for the login, so that the form stays open.
    $again = '<p hidden><a href="%s" target="_blank">Đăng nhập lại</a>, rồi trở lại trang này: báo cáo sẽ tự gửi.</p>';
    return sprintf($again, esc_url($login)) . "<bao-cao$written><p>Đang mở biểu mẫu báo cáo…</p></bao-cao>";
});

// The receiver. ----------------------------------------------------------------------------------------------------

function refuse(int $status, string $title, array $errors = []): \WP_REST_Response
{
    $problem = ['type' => 'about:blank', 'title' => $title, 'status' => $status, 'errors' => $errors];
    return new \WP_REST_Response($problem, $status, ['Content-Type' => 'application/problem+json']);
}

/** WordPress takes a login by cookie only with its nonce: without one nobody is logged in here. */
function receive(\WP_REST_Request $request): \WP_REST_Response
{
    global $wpdb;
    if (!is_user_logged_in()) return refuse(401, 'Chưa đăng nhập hoặc phiên đăng nhập đã hết');
    if (!$request->is_json_content_type()) return refuse(415, 'Chỉ nhận application/json');
    $key = preg_replace('/^"(.*)"$/', '$1', trim($request->get_header('Idempotency-Key') ?? ''));
    if (!preg_match('/^[!-~]{1,200}$/D', $key)) return refuse(400, 'Thiếu Idempotency-Key');
    $body = $request->get_body();
    if (strlen($body) > MOST) return refuse(413, 'Báo cáo lớn quá 5 MB');
    $report = json_decode($body, true);
    if (!is_array($report)) return refuse(400, 'Không phải JSON');
    $unit = unit();
    if ($unit === null || ($report['unit']['id'] ?? null) !== $unit) return refuse(403, 'Không được báo cáo thay đơn vị khác');
    if (($report['format'] ?? null) !== 'baocao-report/1') {
        return refuse(422, 'Không đọc được báo cáo', [['pointer' => '/format', 'detail' => 'Cần "baocao-report/1".']]);
    }
    // The unique index lets only the first of two requests with one key in.
    $insert = 'INSERT INTO ' . table() . ' (unit, idempotency_key, received_at, user_id, body) VALUES (%s, %s, %s, %d, %s)
        ON DUPLICATE KEY UPDATE id = id';
    $wpdb->query($wpdb->prepare($insert, $unit, $key, wp_date(DATE_RFC3339), get_current_user_id(), $body));
    $find = 'SELECT id, received_at, body FROM ' . table() . ' WHERE unit = %s AND idempotency_key = %s';
    $kept = $wpdb->get_row($wpdb->prepare($find, $unit, $key));
    if (!$kept) return refuse(500, 'Máy chủ gặp sự cố, báo cáo chưa được nhận; hãy gửi lại');
    if ($kept->body !== $body) return refuse(422, 'Khóa gửi này đã dùng cho nội dung khác');
    return new \WP_REST_Response(['number' => sprintf('BC-%06d', $kept->id), 'received_at' => $kept->received_at], 201);
}

add_action('rest_api_init', function (): void {
    // Who may is told by `receive`, in the words of a problem.
    $route = ['methods' => 'POST', 'callback' => __NAMESPACE__ . '\receive', 'permission_callback' => '__return_true'];
    register_rest_route('bao-cao/v1', '/reports', $route);
});

// Which unit a user reports for: in the user's profile, set by who may edit users. --------------------------------

add_action('edit_user_profile', function (\WP_User $user): void {
    $row = '<table class="form-table"><tr><th><label for="%1$s">Đơn vị báo cáo</label></th>
        <td><input id="%1$s" name="%1$s" class="regular-text" maxlength="200" value="%2$s"></td></tr></table>';
    printf($row, UNIT, esc_attr(get_user_meta($user->ID, UNIT, true)));
});

// WordPress has checked the nonce of that page.
add_action('edit_user_profile_update', function (int $id): void {
    if (current_user_can('edit_users')) update_user_meta($id, UNIT, sanitize_text_field(wp_unslash($_POST[UNIT] ?? '')));
});
