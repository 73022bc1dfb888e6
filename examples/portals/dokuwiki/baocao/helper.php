<?php
// Which unit somebody reports for: whoever is in the group "dv-phong-kinh-te" reports for "phong-kinh-te".

class helper_plugin_baocao extends DokuWiki_Plugin
{
    public function unit(): ?string
    {
        global $USERINFO;
        foreach ($USERINFO['grps'] ?? [] as $group) {
            if (strpos($group, 'dv-') === 0) return substr($group, 3);
        }
        return null;
    }
}
