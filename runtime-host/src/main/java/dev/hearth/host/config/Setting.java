package dev.hearth.host.config;

import java.util.Locale;

/**
 * One setting that the host knows.
 *
 * @param key in the form {@code pool.keep-alive}; the flag is {@code --pool.keep-alive}, the
 *     environment variable {@code HEARTH_POOL_KEEP_ALIVE}
 * @param defaultText what holds when nobody says otherwise
 * @param meaning a phrase for {@code --help} and the reference
 */
public record Setting(String key, String defaultText, String meaning) {

  /** The environment variable that sets it. */
  public String variable() {
    return SettingsReader.VARIABLE_PREFIX
        + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
