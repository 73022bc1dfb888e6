//! DokuWiki, with the sample receiver in PHP behind its login.

use crate::browser::Browser;
use crate::files;
use crate::officer::{self, DAY, PASSWORD, PLAN, Portal, UNIT, USER};
use crate::place;
use crate::policy;
use crate::program::{Program, named, own_folder};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What its own pages need beside the hashes of the scripts that it writes into them.
const NEEDS: &str = "manifest-src 'self'";

/// A wiki with the plugin, an administrator, an officer and the page.
struct Dokuwiki {
    server: Program,
    folder: PathBuf,
}

impl Dokuwiki {
    fn start(strict: Option<&str>) -> Self {
        let folder = own_folder();
        let (root, site) = (named("BAOCAO_DOKUWIKI", "/"), folder.join("site"));
        files::copy(&root.join("usr/share/dokuwiki"), &site);
        files::copy(&root.join("etc/dokuwiki"), &site.join("conf"));
        files::copy(&root.join("var/lib/dokuwiki/data"), &site.join("data"));
        // Debian's way to other folders; without it all is in one, as in DokuWiki's own archive.
        fs::remove_file(site.join("inc/preload.php")).unwrap();
        let plugin = site.join("lib/plugins/baocao");
        files::copy(&files::example("dokuwiki/baocao"), &plugin);
        files::put_element(&plugin.join("element"), PLAN);
        let receiver = place::root().join("examples/receivers/php");
        fs::copy(receiver.join("reports.php"), plugin.join("reports.php")).unwrap();
        let schema = fs::read_to_string(receiver.join("schema.sqlite.sql")).unwrap();
        open(&folder).execute_batch(&schema).unwrap();
        configure(&folder, &site.join("conf"));
        let server = Program::start(&folder.join("log"), |port| policy::php(&site, port, strict));
        Self { server, folder }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.server.port)
    }

    /// The administrator writes the page.
    async fn write_page(&self) {
        let browser = Browser::start().await;
        officer::log_in_as(&browser, &self.login(), Self::LOGIN, ["quan.tri", PASSWORD]).await;
        browser.go(&format!("{}/doku.php?id=bao_cao&do=edit", self.url())).await;
        browser.until("the editor", "return document.getElementById('wiki__text')", &[]).await;
        let text = format!("====== Báo cáo định kỳ ======\n\n<bao-cao plan=\"{PLAN}\" as-of=\"{DAY}\">\n");
        browser.run("document.getElementById('wiki__text').value = arguments[0]", &[json!(text)]).await;
        officer::leave_by(&browser, "#edbtn__save").await;
    }
}

fn configure(folder: &Path, conf: &Path) {
    let hash = "echo password_hash($argv[1], PASSWORD_BCRYPT);";
    let hash = Command::new(named("BAOCAO_PHP", "php")).args(["-r", hash, PASSWORD]).output().unwrap();
    let hash = String::from_utf8(hash.stdout).unwrap();
    let users = format!(
        "quan.tri:{hash}:Quản trị:quan.tri@cong.test:admin,user\n{USER}:{hash}:Lò Văn Ứng:{USER}@cong.test:user,dv-{UNIT}\n"
    );
    let settings = format!(
        "<?php
        $conf['savedir'] = './data'; // Debian's is outside
        $conf['title'] = 'Cổng thử'; $conf['lang'] = 'vi'; $conf['useacl'] = 1; $conf['superuser'] = '@admin';
        $conf['updatecheck'] = 0; $conf['plugin']['baocao']['dsn'] = 'sqlite:{}';",
        database(folder).display()
    );
    for (name, text) in
        [("users.auth.php", users.as_str()), ("acl.auth.php", "*\t@ALL\t1\n*\t@user\t8\n"), ("local.php", &settings)]
    {
        fs::write(conf.join(name), text).unwrap();
    }
}

fn database(folder: &Path) -> PathBuf {
    folder.join("site/data/meta/baocao.sqlite3")
}

fn open(folder: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(database(folder)).unwrap()
}

impl Portal for Dokuwiki {
    const NAME: &str = "dokuwiki";
    const LOGIN: [&str; 3] = ["#dw__login [name=u]", "#dw__login [name=p]", "#dw__login [type=submit]"];
    const WITHOUT_TOKEN: u16 = 403;

    fn page(&self) -> String {
        format!("{}/doku.php?id=bao_cao", self.url())
    }

    fn login(&self) -> String {
        format!("{}/doku.php?id=bao_cao&do=login", self.url())
    }

    async fn log_out(&self, browser: &Browser) {
        officer::leave_by(browser, "a.action.logout, .action.logout a").await;
    }

    fn bodies(&self) -> Vec<String> {
        let db = open(&self.folder);
        let mut rows = db.prepare("SELECT body FROM report ORDER BY id").unwrap();
        rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }
}

impl Drop for Dokuwiki {
    fn drop(&mut self) {
        self.server.end();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[tokio::test]
#[ignore = "a portal of others, in `cargo xtask test long`"]
async fn dokuwiki() {
    let dokuwiki = Dokuwiki::start(None);
    dokuwiki.write_page().await;
    officer::reports_in(&dokuwiki).await;
}

#[tokio::test]
#[ignore = "a portal of others, in `cargo xtask test long`"]
async fn dokuwiki_under_a_strict_policy() {
    let dokuwiki = Dokuwiki::start(Some(NEEDS));
    dokuwiki.write_page().await;
    policy::holds_in(&dokuwiki).await;
}
