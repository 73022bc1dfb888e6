-- Ids and keys are told apart letter by letter; the body is kept as it came.
CREATE TABLE report (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    unit VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    idempotency_key VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    received_at VARCHAR(40) NOT NULL,
    body LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    UNIQUE (unit, idempotency_key)
) ENGINE = InnoDB;
