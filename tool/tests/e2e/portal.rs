//! The demo portal with everything behind it: server, line, browser.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::form::Form;
use crate::line::Line;
use crate::server::Server;

/// A visitor at the portal.
pub struct Portal {
    pub browser: Browser,
    pub line: Line,
    pub server: Server,
}

impl Portal {
    /// Starts everything.
    pub async fn start() -> Self {
        Self::start_in(Engine::Chromium).await
    }

    /// Starts everything, with a browser of this engine.
    pub async fn start_in(engine: Engine) -> Self {
        Self::before_in(engine, Server::start()).await
    }

    /// Starts what stands before a server.
    pub async fn before(server: Server) -> Self {
        Self::before_in(Engine::Chromium, server).await
    }

    /// Starts what stands before a server, with a browser of this engine.
    pub async fn before_in(engine: Engine, server: Server) -> Self {
        let line = Line::to(server.port());
        Self { browser: Browser::start_in(engine).await, line, server }
    }

    /// Opens the form by the portal's address: `plan=…&unit=…&as-of=…`.
    pub async fn visit(&self, query: &str) -> Form<'_> {
        self.browser.go(&format!("{}/?{query}", self.line.url())).await;
        let form = Form::of(&self.browser, 0);
        form.when("all('.overview .acts button:enabled').length", &[]).await;
        form
    }

    /// Waits until the portal itself says that the report has arrived.
    pub async fn says_received(&self) {
        let notice = "return document.getElementById('submitted')?.checkVisibility()";
        self.browser.until("the portal's notice", notice, &[]).await;
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Form<'_> {
        self.browser.reload().await;
        let form = Form::of(&self.browser, 0);
        form.when("all('.overview .acts button:enabled').length", &[]).await;
        form
    }
}
