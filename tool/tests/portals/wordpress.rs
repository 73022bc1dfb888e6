//! WordPress with MariaDB.

use crate::browser::Browser;
use crate::files;
use crate::mariadb::Mariadb;
use crate::officer::{self, DAY, PASSWORD, PLAN, Portal, UNIT, USER};
use crate::policy;
use crate::program::{Program, named, own_folder};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The command that its installation page, and who administers it, would run by clicks.
const INSTALL: &str = r#"<?php
define('WP_INSTALLING', !file_exists(__DIR__ . '/installed'));
[, $address, $user, $password, $page] = $argv;
define('WP_SITEURL', $address);
require __DIR__ . '/site/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
// Nobody is to get mail.
add_filter('pre_wp_mail', '__return_true');
if (WP_INSTALLING) {
    wp_install('Cổng thử', 'quan.tri', 'quan.tri@cong.test', false, '', $password);
    update_option('show_avatars', 0); // they come from outside
    touch(__DIR__ . '/installed');
    exit;
}
$failed = activate_plugin('bao-cao/bao-cao.php');
if (is_wp_error($failed)) exit($failed->get_error_message());
wp_create_user($user, $password, "$user@cong.test");
wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Báo cáo định kỳ', 'post_name' => 'bao-cao',
    'post_content' => $page, 'post_author' => 1]);
// What an author who may not write all of HTML writes is filtered.
kses_init_filters();
echo wp_unslash(apply_filters('content_save_pre', wp_slash('[bao_cao plan="x"]<bao-cao plan="x"></bao-cao>')));
"#;

/// What its own pages need beside the hashes of scripts and styles that it writes into them.
const NEEDS: &str = "style-src-attr 'unsafe-inline'; font-src 'self' data:";

/// A site with the plugin, an administrator, an officer and the page.
struct Wordpress {
    server: Program,
    mariadb: Mariadb,
    folder: PathBuf,
}

impl Wordpress {
    fn start(strict: Option<&str>) -> Self {
        let folder = own_folder();
        let mariadb = Mariadb::start(own_folder(), Path::new("/dev/null"));
        let site = folder.join("site");
        files::copy(&named("BAOCAO_WORDPRESS", "/").join("usr/share/wordpress"), &site);
        fs::write(site.join("wp-config.php"), config(&mariadb)).unwrap();
        files::copy(&files::example("wordpress/bao-cao"), &site.join("wp-content/plugins/bao-cao"));
        files::put_element(&site.join("wp-content/bao-cao"), PLAN);
        let server = Program::start(&folder.join("log"), |port| policy::php(&site, port, strict));
        let wordpress = Self { server, mariadb, folder };
        wordpress.install();
        wordpress
    }

    fn install(&self) {
        let script = self.folder.join("install.php");
        fs::write(&script, INSTALL).unwrap();
        let page = format!(r#"[bao_cao plan="{PLAN}" as_of="{DAY}"]"#);
        for said in ["", r#"[bao_cao plan="x"]"#] {
            let mut php = Command::new(named("BAOCAO_PHP", "php"));
            php.arg(&script).args([&self.url(), USER, PASSWORD, &page]);
            let output = php.output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stdout), said, "{}", String::from_utf8_lossy(&output.stderr));
        }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.server.port)
    }

    /// The administrator says which unit the officer reports for.
    async fn name_unit(&self) {
        let browser = Browser::start().await;
        officer::log_in_as(&browser, &self.login(), Self::LOGIN, ["quan.tri", PASSWORD]).await;
        browser.go(&format!("{}/wp-admin/user-edit.php?user_id=2", self.url())).await;
        browser.until("the field", "return document.getElementById('bao_cao_unit')", &[]).await;
        browser.until("the field", "return document.getElementById('bao_cao_unit')", &[]).await;
        browser.run("document.getElementById('bao_cao_unit').value = arguments[0]", &[json!(UNIT)]).await;
        officer::leave_by(&browser, "#submit").await;
        let kept = "return document.getElementById('bao_cao_unit').value";
        assert_eq!(browser.run(kept, &[]).await, json!(UNIT));
    }
}

fn config(mariadb: &Mariadb) -> String {
    format!(
        "<?php
        define('DB_NAME', 'baocao'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
        define('DB_HOST', 'localhost:{}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
        foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {{
            define($name . '_KEY', 'khoa cua ' . $name); define($name . '_SALT', 'muoi cua ' . $name);
        }}
        // It asks nobody outside for anything.
        define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true); define('DISABLE_WP_CRON', true);
        $table_prefix = 'cong_';
        define('ABSPATH', __DIR__ . '/');
        require_once ABSPATH . 'wp-settings.php';",
        mariadb.socket().display()
    )
}

impl Portal for Wordpress {
    const NAME: &str = "wordpress";
    const LOGIN: [&str; 3] = ["#user_login", "#user_pass", "#wp-submit"];
    const WITHOUT_TOKEN: u16 = 401;
    const COVERED: &str = "32px";

    fn page(&self) -> String {
        format!("{}/?pagename=bao-cao", self.url())
    }

    fn login(&self) -> String {
        format!("{}/wp-login.php", self.url())
    }

    async fn log_out(&self, browser: &Browser) {
        officer::leave_by(browser, "#wp-admin-bar-logout a").await;
    }

    fn bodies(&self) -> Vec<String> {
        self.mariadb.query("SELECT body FROM cong_bao_cao_report ORDER BY id")
    }
}

impl Drop for Wordpress {
    fn drop(&mut self) {
        self.server.end();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[tokio::test]
#[ignore = "a portal of others, in `cargo xtask test long`"]
async fn wordpress() {
    let wordpress = Wordpress::start(None);
    wordpress.name_unit().await;
    officer::reports_in(&wordpress).await;
}

#[tokio::test]
#[ignore = "a portal of others, in `cargo xtask test long`"]
async fn wordpress_under_a_strict_policy() {
    let wordpress = Wordpress::start(Some(NEEDS));
    wordpress.name_unit().await;
    policy::holds_in(&wordpress).await;
}
