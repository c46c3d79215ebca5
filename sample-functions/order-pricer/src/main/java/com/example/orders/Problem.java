package com.example.orders;

/** One thing that is wrong with a request: where, and what. */
record Problem(String at, String problem) {}
