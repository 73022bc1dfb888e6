<?php
// On a page: <bao-cao plan="xa-nam-cuong-2026">. Beside this file: element/ with the files of the package, and plans/ in it.

class syntax_plugin_baocao extends DokuWiki_Syntax_Plugin
{
    public function getType() { return 'substition'; }
    public function getPType() { return 'block'; }
    public function getSort() { return 155; }

    public function connectTo($mode)
    {
        $this->Lexer->addSpecialPattern('<bao-cao\b[^>]*>', $mode, 'plugin_baocao');
    }

    /** What stands in the page's text; only these count, whoever wrote them. */
    public function handle($match, $state, $pos, Doku_Handler $handler)
    {
        preg_match_all('/\b(plan|unit|lang|as-of)="([^"]*)"/', $match, $found, PREG_SET_ORDER);
        return array_column($found, 2, 1);
    }

    public function render($format, Doku_Renderer $renderer, $given)
    {
        global $INPUT, $ID;
        if ($format !== 'xhtml') return false;
        $renderer->nocache(); // it says who is logged in
        $login = hsc(wl($ID, ['do' => 'login'], false, '&'));
        $user = $INPUT->server->str('REMOTE_USER');
        if ($user === '') {
            $renderer->doc .= "<p><a href=\"$login\">Đăng nhập</a> để làm báo cáo.</p>";
            return true;
        }
        $folder = DOKU_BASE . 'lib/plugins/baocao/element';
        $isAddress = strpos($given['plan'] ?? '', '/') !== false;
        if (!$isAddress) $given['plan'] = "$folder/plans/" . ($given['plan'] ?? '') . '.json';
        if (isset($given['as-of'])) $given['preview-send'] = ''; // for trials
        $ajax = DOKU_BASE . 'lib/exe/ajax.php?call=baocao_';
        $given += ['unit' => $this->loadHelper('baocao')->unit() ?? '', 'lang' => 'vi', 'user' => $user];
        $given += ['endpoint' => "{$ajax}report", 'data-token' => "{$ajax}token"];
        $package = json_decode(file_get_contents(__DIR__ . '/element/integrity.json'), true);
        $entry = "bao-cao-{$package['version']}.js";
        $written = '';
        foreach ($given as $name => $value) $written .= sprintf(' %s="%s"', $name, hsc($value));
        $renderer->doc .= "<p hidden><a href=\"$login\" target=\"_blank\">Đăng nhập lại</a>, rồi trở lại trang này: báo cáo sẽ tự gửi.</p>"
            . "<bao-cao$written><p>Đang mở biểu mẫu báo cáo…</p></bao-cao>"
            . "<script type=\"module\" src=\"$folder/$entry\" integrity=\"{$package['files'][$entry]}\" crossorigin></script>";
        return true;
    }
}
