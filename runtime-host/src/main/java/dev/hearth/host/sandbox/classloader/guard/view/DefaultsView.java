package dev.hearth.host.sandbox.classloader.guard.view;

import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The default locales and the default time zone of one instance; those of the host until the
 * function sets its own. Any thread may use it.
 */
public final class DefaultsView {

  /** For instances that have nothing of their own yet; never set. */
  public static final DefaultsView HOST = new DefaultsView();

  private volatile @Nullable Locale locale;
  private volatile @Nullable Locale display;
  private volatile @Nullable Locale format;
  private volatile @Nullable TimeZone zone;

  /** The default locale. */
  public Locale locale() {
    Locale own = locale;
    return own == null ? Locale.getDefault() : own;
  }

  /** The default locale of one category. */
  public Locale locale(Locale.Category category) {
    Locale own =
        switch (category) {
          case DISPLAY -> display;
          case FORMAT -> format;
        };
    return own == null ? Locale.getDefault(category) : own;
  }

  /** Sets the default locale and that of both categories. */
  public void locale(Locale wanted) {
    locale = wanted;
    display = wanted;
    format = wanted;
  }

  /** Sets the default locale of one category. */
  public void locale(Locale.Category category, Locale wanted) {
    switch (category) {
      case DISPLAY -> display = wanted;
      case FORMAT -> format = wanted;
    }
  }

  /** The default time zone; a copy. */
  public TimeZone zone() {
    TimeZone own = zone;
    return own == null ? TimeZone.getDefault() : (TimeZone) own.clone();
  }

  /** The default time zone in the newer form. */
  public ZoneId zoneId() {
    TimeZone own = zone;
    return own == null ? ZoneId.systemDefault() : own.toZoneId();
  }

  /** Sets the default time zone; null goes back to that of the host. */
  public void zone(@Nullable TimeZone wanted) {
    zone = wanted == null ? null : (TimeZone) wanted.clone();
  }

  /** Whether the function has set a locale for formats of its own. */
  public boolean hasOwnFormat() {
    return format != null;
  }

  /** Whether the function has set a time zone of its own. */
  public boolean hasOwnZone() {
    return zone != null;
  }
}
