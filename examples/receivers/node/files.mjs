// Receives the files that reports name, for reports.mjs: in pieces, each kept under its unit and its hash.
// BAOCAO_FILES=folder; the page says upload-endpoint="/files".
import { createHash } from "node:crypto";
import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, unlinkSync } from "node:fs";

const MOST = 20_000_000; // bytes of a file
const folder = process.env.BAOCAO_FILES ?? "files";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const size = (path) => statSync(path, { throwIfNoEntry: false })?.size;
// Neither name is one that somebody chose.
const place = (unit, hash) => `${folder}/${sha256(unit)}/${hash}`;

/** The places of files that a report names and that are not here, or not as it says. */
export function lacking(unit, report) {
  const isHere = ({ sha256: hash, size: bytes, data }) => typeof data === "string"
    ? sha256(Buffer.from(data, "base64")) === hash : /^[0-9a-f]{64}$/.test(hash) && size(place(unit, hash)) === bytes;
  const answers = [report.entries ?? []].flat().map((entry, i) => [`/entries/${i}/values`, entry?.values]);
  return [...answers, ["/sections", report.sections]].flatMap(([at, values]) =>
    Object.entries(values ?? {}).flatMap(([id, rows]) => [rows].flat().flatMap((row, i) =>
      row?.file && !isHere(row.file) ? [`${at}/${id}/${i}/file`] : [])));
}

/** POST /files says what will come, PATCH /files/{hash} brings a piece. */
export async function takeFile(request, response, unit) {
  const answer = (status, headers) => response.writeHead(status, headers).end();
  const refuse = (status, title) => response.writeHead(status, { "Content-Type": "application/problem+json" })
    .end(JSON.stringify({ type: "about:blank", title, status }));
  const stands = (path) => size(path) === undefined
    ? { "Upload-Offset": size(`${path}.part`) ?? 0, "Upload-Complete": "?0" }
    : { "Upload-Offset": size(path), "Upload-Complete": "?1" };
  const body = [];
  let length = 0;
  for await (const chunk of request) if ((length += chunk.length) <= MOST) body.push(chunk);
  if (!unit) return refuse(401, "Chưa đăng nhập hoặc phiên đăng nhập đã hết");
  if (request.method === "POST") {
    const digest = /sha-256=:([A-Za-z0-9+/]{43}=):/.exec(request.headers["repr-digest"])?.[1];
    const whole = Number(request.headers["upload-length"] ?? NaN);
    if (!digest || !(whole >= 0)) return refuse(400, "Thiếu Upload-Length hoặc Repr-Digest");
    if (whole > MOST) return refuse(413, "Tệp lớn quá 20 MB");
    const path = place(unit, Buffer.from(digest, "base64").toString("hex"));
    mkdirSync(path.slice(0, -65), { recursive: true });
    if (size(path) === undefined) closeSync(openSync(`${path}.part`, "a"));
    return answer(201, { Location: `/files/${path.slice(-64)}`, ...stands(path) });
  }
  const hash = /^\/files\/([0-9a-f]{64})$/.exec(request.url)?.[1];
  const [path, part] = [place(unit, hash), `${place(unit, hash)}.part`];
  if (request.method !== "PATCH" || !hash || (size(path) ?? size(part)) === undefined) return refuse(404, "Không có tệp này");
  if (size(path) !== undefined) return answer(204, stands(path));
  if (Number(request.headers["upload-offset"] ?? NaN) !== size(part)) return answer(409, stands(path));
  if (size(part) + length > MOST) return refuse(413, "Tệp lớn quá 20 MB");
  appendFileSync(part, Buffer.concat(body));
  if (request.headers["upload-complete"] !== "?1") return answer(204, stands(path));
  if (sha256(readFileSync(part)) !== hash) { unlinkSync(part); return refuse(409, "Tệp nhận được không đúng mã băm; hãy gửi lại"); }
  const open = openSync(part, "r+");
  try { fsyncSync(open); } finally { closeSync(open); }
  renameSync(part, path);
  return answer(204, stands(path));
}
