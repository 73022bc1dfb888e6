// Not run here. Receives reports: ASP.NET Core 8 with SQLite. dotnet new web && dotnet add package Microsoft.Data.Sqlite
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

const int Most = 5_000_000; // bytes
const string Database = "Data Source=reports.sqlite3";
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 8 * Most); // so that 413 can be said
var app = builder.Build();
Execute("CREATE TABLE IF NOT EXISTS report (id INTEGER PRIMARY KEY, unit TEXT, key TEXT, received_at TEXT, body TEXT, UNIQUE (unit, key))").Dispose();

// The unit that is logged in. Put your login here, such as context.User.FindFirst("unit")?.Value; with a cookie, check an antiforgery token too.
var units = JsonSerializer.Deserialize<Dictionary<string, string>>(Environment.GetEnvironmentVariable("BAOCAO_UNITS") ?? "{}")!; // {"secret token": "unit"}
string? UnitOf(HttpContext context) =>
    units.GetValueOrDefault(Regex.Replace(context.Request.Headers.Authorization.ToString(), "^Bearer ", ""));

IResult Refuse(int status, string title, object? errors = null) =>
    Results.Json(new { type = "about:blank", title, status, errors }, contentType: "application/problem+json", statusCode: status);

app.MapPost("/api/reports", async (HttpContext context) =>
{
    if (UnitOf(context) is not { } unit) return Refuse(401, "Chưa đăng nhập hoặc phiên đăng nhập đã hết");
    if (!context.Request.HasJsonContentType()) return Refuse(415, "Chỉ nhận application/json");
    var key = Regex.Replace(context.Request.Headers["Idempotency-Key"].ToString().Trim(), "^\"(.*)\"$", "$1");
    if (!Regex.IsMatch(key, @"\A[!-~]{1,200}\z")) return Refuse(400, "Thiếu Idempotency-Key");
    using var bytes = new MemoryStream();
    await context.Request.Body.CopyToAsync(bytes);
    if (bytes.Length > Most) return Refuse(413, "Báo cáo lớn quá 5 MB");
    string body, id = "", format = "";
    try
    {
        body = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.ToArray());
        using var json = JsonDocument.Parse(body);
        string Text(JsonElement at, string name) => at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        format = Text(json.RootElement, "format");
        if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("unit", out var of)) id = Text(of, "id");
    }
    catch (Exception error) when (error is JsonException or DecoderFallbackException) { return Refuse(400, "Không phải JSON"); }
    if (id != unit) return Refuse(403, "Không được báo cáo thay đơn vị khác");
    if (format != "baocao-report/1") return Refuse(422, "Không đọc được báo cáo", new[] { new { pointer = "/format", detail = "Cần \"baocao-report/1\"." } });
    // The unique index lets only the first of two requests with one key in.
    Execute("INSERT INTO report (unit, key, received_at, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", unit, key, DateTimeOffset.Now.ToString("yyyy-MM-ddTHH:mm:sszzz"), body).Dispose();
    using var kept = Execute("SELECT id, received_at, body FROM report WHERE unit = $1 AND key = $2", unit, key);
    kept.Read();
    if (kept.GetString(2) != body) return Refuse(422, "Khóa gửi này đã dùng cho nội dung khác");
    return Results.Json(new { number = $"BC-{kept.GetInt64(0):D6}", received_at = kept.GetString(1) }, statusCode: 201);
});
app.Run();

SqliteDataReader Execute(string sql, params string[] values)
{
    var connection = new SqliteConnection(Database);
    connection.Open();
    var command = new SqliteCommand(sql, connection);
    for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i]);
    return command.ExecuteReader(System.Data.CommandBehavior.CloseConnection); // closing the reader closes the connection
}
