// Not run here. Receives reports: Spring Boot 3 (web, jdbc, security) with PostgreSQL or MySQL. The table, for PostgreSQL:
// CREATE TABLE report (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, unit VARCHAR(200) NOT NULL, idempotency_key
//   VARCHAR(200) NOT NULL, received_at VARCHAR(40) NOT NULL, body TEXT NOT NULL, UNIQUE (unit, idempotency_key));
package vn.example.reports; // your own

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.*;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.*;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.*;

@RestController
class ReportController {
    private static final int MOST = 5_000_000; // bytes
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final JdbcTemplate db;

    ReportController(JdbcTemplate db) { this.db = db; }

    /** The unit that is logged in. Spring Security has refused others already (401); put your own way from login to unit here. */
    private static String unitOf(Authentication login) { return login.getName(); }

    @PostMapping(path = "/api/reports", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> receive(HttpServletRequest request, Authentication login,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String sent) throws IOException {
        var unit = unitOf(login);
        var key = sent.strip().replaceFirst("^\"(.*)\"$", "$1");
        if (!key.matches("[!-~]{1,200}")) return refuse(400, "Thiếu Idempotency-Key", List.of());
        var bytes = request.getInputStream().readNBytes(MOST + 1);
        if (bytes.length > MOST) return refuse(413, "Báo cáo lớn quá 5 MB", List.of());
        var body = new String(bytes, StandardCharsets.UTF_8);
        try {
            var report = json.readTree(body);
            if (!unit.equals(report.at("/unit/id").textValue())) return refuse(403, "Không được báo cáo thay đơn vị khác", List.of());
            if (!"baocao-report/1".equals(report.at("/format").textValue()))
                return refuse(422, "Không đọc được báo cáo", List.of(Map.of("pointer", "/format", "detail", "Cần \"baocao-report/1\".")));
        } catch (JsonProcessingException notJson) { return refuse(400, "Không phải JSON", List.of()); }
        try { // The unique index lets only the first of two requests with one key in. Outside of a transaction: each statement is its own.
            db.update("INSERT INTO report (unit, idempotency_key, received_at, body) VALUES (?, ?, ?, ?)", unit, key, OffsetDateTime.now().toString(), body);
        } catch (DuplicateKeyException again) { /* what is there is looked at below */ }
        var kept = db.queryForMap("SELECT id, received_at, body FROM report WHERE unit = ? AND idempotency_key = ?", unit, key);
        if (!body.equals(kept.get("body"))) return refuse(422, "Khóa gửi này đã dùng cho nội dung khác", List.of());
        var number = String.format("BC-%06d", ((Number) kept.get("id")).longValue());
        return ResponseEntity.status(201).body(Map.of("number", number, "received_at", kept.get("received_at")));
    }

    private static ResponseEntity<?> refuse(int status, String title, List<?> errors) {
        var problem = Map.of("type", "about:blank", "title", title, "status", status, "errors", errors);
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }
}
