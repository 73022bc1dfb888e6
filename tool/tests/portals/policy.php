<?php
// A server before the portal: it lets through files of its own, WebAssembly, those scripts and styles that the portal has
// written into the page, and what else the portal needs; and has it told what would be refused if only files and WebAssembly
// were let through. PHP runs this first (`auto_prepend_file`).
ob_start(function (string $page): string {
    $written = function (string $tag) use ($page): string {
        preg_match_all("#<$tag\b[^>]*>(.*?)</$tag>#s", $page, $found);
        return implode('', array_map(fn($text) => " 'sha256-" . base64_encode(hash('sha256', $text, true)) . "'", array_filter($found[1])));
    };
    [$scripts, $styles, $connections] = ["script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'"];
    header("Content-Security-Policy: default-src 'none'; $scripts{$written('script')}; $styles{$written('style')}; $connections; "
        . "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; " . getenv('PORTAL_NEEDS'));
    header("Content-Security-Policy-Report-Only: $scripts; $styles; $connections");
    return $page;
});
