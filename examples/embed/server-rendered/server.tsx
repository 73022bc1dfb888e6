// Renders the page for every request. Scripts, plans and the receiver are the work of the web server in front.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { renderToString } from "react-dom/server";
import { ReportPage } from "./ReportPage";

const page = () => `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Báo cáo trong trang từ máy chủ</title>
    <link rel="icon" href="data:,">
    <script type="module" async src="/bao-cao/bao-cao.js"></script>
    <script type="module" src="/server-rendered/client.js"></script>
  </head>
  <body><div id="root">${renderToString(<ReportPage />)}</div></body>
</html>`;

const server = createServer((_, answer) => {
  answer.setHeader("Content-Type", "text/html; charset=utf-8");
  answer.end(page());
});
server.listen(Number(process.env.PORT ?? 8081), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/server-rendered/`);
});
