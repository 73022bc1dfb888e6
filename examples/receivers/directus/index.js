// Not run here. Receives reports at /baocao/reports: an endpoint extension of Directus 11 (npx create-directus-extension,
// type "endpoint"). POST /items/… would not do: it cannot see the key, and would let an officer send for any unit.
// Beforehand: a text field `unit` of directus_users, which its owner may not change, and this table:
// CREATE TABLE report (id SERIAL PRIMARY KEY, unit VARCHAR(200) NOT NULL, idempotency_key VARCHAR(200) NOT NULL,
//   received_at VARCHAR(40) NOT NULL, body TEXT NOT NULL, UNIQUE (unit, idempotency_key));
// MAX_PAYLOAD_SIZE=5mb in the environment. What it cannot do: Directus has read the JSON before, so the body is kept as
// JSON.stringify writes it, which is what the form sends unless keys are whole numbers.
export default {
  id: "baocao",
  handler: (router, { database }) => {
    router.post("/reports", async (request, response) => {
      const refuse = (status, title, errors) =>
        response.status(status).type("application/problem+json").send(JSON.stringify({ type: "about:blank", title, status, errors }));
      try {
        // The unit that is logged in: from the user, never from the report.
        const user = request.accountability?.user;
        const unit = user && (await database("directus_users").where({ id: user }).first("unit"))?.unit;
        if (!unit) return refuse(401, "Chưa đăng nhập hoặc phiên đăng nhập đã hết");
        const key = (request.get("idempotency-key") ?? "").trim().replace(/^"(.*)"$/, "$1");
        if (!/^[!-~]{1,200}$/.test(key)) return refuse(400, "Thiếu Idempotency-Key");
        const report = request.body;
        if (report?.unit?.id !== unit) return refuse(403, "Không được báo cáo thay đơn vị khác");
        if (report.format !== "baocao-report/1") {
          return refuse(422, "Không đọc được báo cáo", [{ pointer: "/format", detail: "Cần \"baocao-report/1\"." }]);
        }
        const [row, body] = [{ unit, idempotency_key: key }, JSON.stringify(report)];
        // The unique index lets only the first of two requests with one key in.
        await database("report").insert({ ...row, received_at: new Date().toISOString(), body })
          .onConflict(["unit", "idempotency_key"]).ignore();
        const kept = await database("report").where(row).first();
        if (kept.body !== body) return refuse(422, "Khóa gửi này đã dùng cho nội dung khác");
        response.status(201).json({ number: `BC-${String(kept.id).padStart(6, "0")}`, received_at: kept.received_at });
      } catch (error) {
        console.error(error);
        refuse(500, "Máy chủ gặp sự cố, báo cáo chưa được nhận; hãy gửi lại");
      }
    });
  },
};
