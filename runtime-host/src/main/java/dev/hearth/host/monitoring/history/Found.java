package dev.hearth.host.monitoring.history;

/**
 * An answer of the history.
 *
 * @param missing why what is on disk could not be looked at; empty if it was
 */
public record Found<T>(HistoryPage<T> page, String missing) {}
