<?php
// Takes reports at lib/exe/ajax.php?call=baocao_report, by the sample receiver: copy examples/receivers/php/reports.php beside
// this file, create its table by schema.sqlite.sql, and say in conf/local.php where that is:
// $conf['plugin']['baocao']['dsn'] = 'sqlite:/var/lib/dokuwiki/data/meta/baocao.sqlite3';

class action_plugin_baocao extends DokuWiki_Action_Plugin
{
    public function register(Doku_Event_Handler $controller)
    {
        $controller->register_hook('AJAX_CALL_UNKNOWN', 'BEFORE', $this, 'answer');
    }

    public function answer(Doku_Event $event)
    {
        if (!in_array($event->data, ['baocao_report', 'baocao_token'], true)) return;
        global $INPUT;
        $event->preventDefault();
        $event->stopPropagation();
        $unit = $this->loadHelper('baocao')->unit();
        if ($INPUT->server->str('REMOTE_USER') === '') {
            $this->refuse(401, 'Chưa đăng nhập hoặc phiên đăng nhập đã hết');
        } elseif ($event->data === 'baocao_token') {
            // No other site can read it.
            header('Content-Type: text/plain');
            header('Cache-Control: no-store');
            echo getSecurityToken();
        } elseif (!hash_equals(getSecurityToken(), $INPUT->server->str('HTTP_X_SECURITY_TOKEN'))) {
            $this->refuse(403, 'Mã chống giả mạo không đúng; hãy tải lại trang');
        } elseif ($unit === null) {
            $this->refuse(403, 'Tài khoản này chưa được giao báo cáo cho đơn vị nào');
        } else {
            putenv('BAOCAO_DSN=' . $this->getConf('dsn'));
            $GLOBALS['baocao_unit'] = $unit;
            require __DIR__ . '/receive.php';
        }
    }

    private function refuse(int $status, string $title)
    {
        http_response_code($status);
        header('Content-Type: application/problem+json');
        echo json_encode(['type' => 'about:blank', 'title' => $title, 'status' => $status]);
    }
}
