package com.example.shipping;

/**
 * What is ordered.
 *
 * @param item what
 * @param quantity how many
 * @param to where they go
 */
public record Order(String item, int quantity, String to) {}
