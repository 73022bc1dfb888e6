<?php
// The sample receiver with DokuWiki's login in place of its own.

function unit(): ?string
{
    return $GLOBALS['baocao_unit'];
}

require __DIR__ . '/reports.php';
