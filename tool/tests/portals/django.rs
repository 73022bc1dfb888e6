//! A small site with Django's accounts, and the sample receiver for Django behind its login.

use crate::browser::Browser;
use crate::files;
use crate::officer::{self, DAY, PASSWORD, PLAN, Portal, UNIT, USER};
use crate::place;
use crate::program::{Program, named, own_folder};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the administrator does in Django's administration.
const ACCOUNTS: &str = "
from django.contrib.auth.models import Group, User
import sys
User.objects.create_superuser('quan.tri', password='PASSWORD')
User.objects.create_user('USER', password='PASSWORD').groups.add(Group.objects.create(name='dv-UNIT'))";

/// The site with an administrator and an officer.
struct Django {
    server: Program,
    folder: PathBuf,
}

impl Django {
    fn start() -> Self {
        let folder = own_folder();
        let site = folder.join("site");
        files::copy(&files::example("django"), &site);
        files::copy(&place::root().join("examples/receivers/django/reports"), &site.join("reports"));
        files::put_element(&site.join("static/bao-cao"), PLAN);
        let accounts = ACCOUNTS.replace("PASSWORD", PASSWORD).replace("USER", USER).replace("UNIT", UNIT);
        for args in [["migrate", "--run-syncdb", "--verbosity=0"], ["shell", "-c", &accounts]] {
            assert!(manage(&site, &args).status().unwrap().success(), "{args:?}");
        }
        let server =
            Program::start(&folder.join("log"), |port| manage(&site, &["runserver", "--noreload", &port.to_string()]));
        Self { server, folder }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.server.port)
    }
}

fn manage(site: &Path, args: &[&str]) -> Command {
    let mut python = Command::new(named("BAOCAO_PYTHON", "/usr/bin/python3"));
    python.arg("manage.py").args(args).current_dir(site).env("DEBUG", "1").env("AS_OF", DAY);
    python.env("SECRET_KEY", "chỉ để thử");
    python
}

impl Portal for Django {
    const NAME: &str = "django";
    const LOGIN: [&str; 3] = ["#id_username", "#id_password", "#log-in"];
    const WITHOUT_TOKEN: u16 = 403;

    fn page(&self) -> String {
        self.url()
    }

    fn login(&self) -> String {
        format!("{}/dang-nhap", self.url())
    }

    async fn log_out(&self, browser: &Browser) {
        officer::leave_by(browser, "#log-out").await;
    }

    fn bodies(&self) -> Vec<String> {
        let db = rusqlite::Connection::open(self.folder.join("site/portal.sqlite3")).unwrap();
        let mut rows = db.prepare("SELECT body FROM reports_report ORDER BY id").unwrap();
        rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }
}

impl Drop for Django {
    fn drop(&mut self) {
        self.server.end();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[tokio::test]
#[ignore = "a portal of others, in `cargo xtask test long`"]
async fn django() {
    officer::reports_in(&Django::start()).await;
}
