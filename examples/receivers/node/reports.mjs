// Receives reports: Node.js 18 or newer, without packages or a database; a file for each report. Evidence: files.mjs.
// BAOCAO_REPORTS=folder PORT=8080 node reports.mjs
import { createHash, randomUUID } from "node:crypto";
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { lacking, takeFile } from "./files.mjs";

const MOST = 5_000_000; // bytes
const folder = process.env.BAOCAO_REPORTS ?? "reports";
mkdirSync(folder, { recursive: true });

// The unit that is logged in. Put your portal's login here; with a session cookie, check a CSRF token too.
const units = new Map(Object.entries(JSON.parse(process.env.BAOCAO_UNITS ?? "{}"))); // {"secret token": "unit"}
const unitOf = (request) => units.get((request.headers.authorization ?? "").replace(/^Bearer /, ""));

class Refusal extends Error {
  constructor(status, title, errors) {
    super(title);
    this.problem = { type: "about:blank", title, status, errors };
  }
}

async function receive(request) {
  const unit = unitOf(request);
  if (!unit) throw new Refusal(401, "Chưa đăng nhập hoặc phiên đăng nhập đã hết");
  if (request.method !== "POST") throw new Refusal(405, "Chỉ nhận POST");
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"])) throw new Refusal(415, "Chỉ nhận application/json");
  const key = (request.headers["idempotency-key"] ?? "").trim().replace(/^"(.*)"$/, "$1");
  if (!/^[!-~]{1,200}$/.test(key)) throw new Refusal(400, "Thiếu Idempotency-Key");
  const chunks = [];
  let size = 0;
  for await (const chunk of request) if ((size += chunk.length) <= MOST) chunks.push(chunk);
  if (size > MOST) throw new Refusal(413, "Báo cáo lớn quá 5 MB");
  const body = Buffer.concat(chunks);
  let report;
  try { report = JSON.parse(body); } catch { throw new Refusal(400, "Không phải JSON"); }
  if (report?.unit?.id !== unit) throw new Refusal(403, "Không được báo cáo thay đơn vị khác");
  if (report.format !== "baocao-report/1") throw new Refusal(422, "Không đọc được báo cáo", [{ pointer: "/format", detail: "Cần \"baocao-report/1\"." }]);
  const missing = lacking(unit, report).map((pointer) => ({ pointer, detail: "Chưa nhận được tệp này." }));
  if (missing.length > 0) throw new Refusal(422, "Thiếu tệp đính kèm", missing);

  const number = createHash("sha256").update(`${unit} ${key}`).digest("hex").slice(0, 24);
  const [file, draft] = [`${folder}/${number}.json`, `${folder}/${randomUUID()}`];
  const open = openSync(draft, "wx");
  try { writeFileSync(open, body); fsyncSync(open); } finally { closeSync(open); }
  // The name is given to a whole file, and to the first one only.
  try { linkSync(draft, file); } catch (error) { if (error.code !== "EEXIST") throw error; } finally { unlinkSync(draft); }
  if (!readFileSync(file).equals(body)) throw new Refusal(422, "Khóa gửi này đã dùng cho nội dung khác");
  return { number, received_at: statSync(file).mtime.toISOString() };
}

createServer(async (request, response) => {
  const answer = (status, type, body) => response.writeHead(status, { "Content-Type": type }).end(JSON.stringify(body));
  try { request.url.startsWith("/files") ? await takeFile(request, response, unitOf(request)) : answer(201, "application/json", await receive(request)); } catch (error) {
    if (!error.problem) console.error(error);
    const { problem } = error.problem ? error : new Refusal(500, "Máy chủ gặp sự cố, báo cáo chưa được nhận; hãy gửi lại");
    answer(problem.status, "application/problem+json", problem);
  }
}).listen(process.env.PORT ?? 8080, "127.0.0.1");
