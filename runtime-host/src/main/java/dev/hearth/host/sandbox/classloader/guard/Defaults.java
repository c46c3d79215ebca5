package dev.hearth.host.sandbox.classloader.guard;

import java.text.DateFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Default locale and time zone of the instance, and the platform members that use them without
 * naming them. Stateless.
 */
public final class Defaults {

  private Defaults() {}

  private static Locale format(Scope scope) {
    return scope.defaults().locale(Locale.Category.FORMAT);
  }

  /** {@code Locale.getDefault()}. */
  public static Locale getDefault(Scope scope) {
    return scope.defaults().locale();
  }

  /** {@code Locale.getDefault(category)}. */
  public static Locale getDefault(Locale.Category category, Scope scope) {
    return scope.defaults().locale(category);
  }

  /** {@code Locale.setDefault(locale)}. */
  public static void setDefault(Locale locale, Scope scope) {
    scope.views().defaults().locale(locale);
  }

  /** {@code Locale.setDefault(category, locale)}. */
  public static void setDefault(Locale.Category category, Locale locale, Scope scope) {
    scope.views().defaults().locale(category, locale);
  }

  /** {@code String.format(pattern, values)}. */
  public static String format(String pattern, Object[] values, Scope scope) {
    return String.format(format(scope), pattern, values);
  }

  /** {@code pattern.formatted(values)}. */
  public static String formatted(String pattern, Object[] values, Scope scope) {
    return String.format(format(scope), pattern, values);
  }

  /** {@code text.toLowerCase()}. */
  public static String toLowerCase(String text, Scope scope) {
    return text.toLowerCase(scope.defaults().locale());
  }

  /** {@code text.toUpperCase()}. */
  public static String toUpperCase(String text, Scope scope) {
    return text.toUpperCase(scope.defaults().locale());
  }

  /** {@code TimeZone.getDefault()}. */
  public static TimeZone getDefaultZone(Scope scope) {
    return scope.defaults().zone();
  }

  /** {@code TimeZone.setDefault(zone)}. */
  public static void setDefaultZone(@Nullable TimeZone zone, Scope scope) {
    scope.views().defaults().zone(zone);
  }

  /** {@code ZoneId.systemDefault()}. */
  public static ZoneId systemDefault(Scope scope) {
    return scope.defaults().zoneId();
  }

  /** {@code Clock.systemDefaultZone()}. */
  public static Clock systemDefaultZone(Scope scope) {
    return Clock.system(scope.defaults().zoneId());
  }

  /** {@code LocalDate.now()}. */
  public static LocalDate today(Scope scope) {
    return LocalDate.now(scope.defaults().zoneId());
  }

  /** {@code LocalTime.now()}. */
  public static LocalTime timeOfDay(Scope scope) {
    return LocalTime.now(scope.defaults().zoneId());
  }

  /** {@code LocalDateTime.now()}. */
  public static LocalDateTime dateAndTime(Scope scope) {
    return LocalDateTime.now(scope.defaults().zoneId());
  }

  /** {@code ZonedDateTime.now()}. */
  public static ZonedDateTime zonedNow(Scope scope) {
    return ZonedDateTime.now(scope.defaults().zoneId());
  }

  /** {@code OffsetDateTime.now()}. */
  public static OffsetDateTime offsetNow(Scope scope) {
    return OffsetDateTime.now(scope.defaults().zoneId());
  }

  /** {@code Calendar.getInstance()}. */
  public static Calendar calendar(Scope scope) {
    return Calendar.getInstance(scope.defaults().zone(), format(scope));
  }

  /** After {@code new GregorianCalendar()}. */
  public static void calendarMade(GregorianCalendar calendar, Scope scope) {
    if (scope.defaults().hasOwnZone()) {
      calendar.setTimeZone(scope.defaults().zone());
    }
  }

  private static DateFormat zoned(DateFormat format, Scope scope) {
    if (scope.defaults().hasOwnZone()) {
      format.setTimeZone(scope.defaults().zone());
    }
    return format;
  }

  /** {@code DateFormat.getInstance()}. */
  public static DateFormat dateFormat(Scope scope) {
    return dateTimeFormat(DateFormat.SHORT, DateFormat.SHORT, scope);
  }

  /** {@code DateFormat.getDateInstance(style)}. */
  public static DateFormat dateFormat(int style, Scope scope) {
    return zoned(DateFormat.getDateInstance(style, format(scope)), scope);
  }

  /** {@code DateFormat.getTimeInstance(style)}. */
  public static DateFormat timeFormat(int style, Scope scope) {
    return zoned(DateFormat.getTimeInstance(style, format(scope)), scope);
  }

  /** {@code DateFormat.getDateTimeInstance(dateStyle, timeStyle)}. */
  public static DateFormat dateTimeFormat(int dateStyle, int timeStyle, Scope scope) {
    return zoned(DateFormat.getDateTimeInstance(dateStyle, timeStyle, format(scope)), scope);
  }

  /** {@code DateFormat.getDateInstance()}. */
  public static DateFormat plainDateFormat(Scope scope) {
    return dateFormat(DateFormat.DEFAULT, scope);
  }

  /** {@code DateFormat.getTimeInstance()}. */
  public static DateFormat plainTimeFormat(Scope scope) {
    return timeFormat(DateFormat.DEFAULT, scope);
  }

  /** {@code DateFormat.getDateTimeInstance()}. */
  public static DateFormat plainDateTimeFormat(Scope scope) {
    return dateTimeFormat(DateFormat.DEFAULT, DateFormat.DEFAULT, scope);
  }

  /** After {@code new SimpleDateFormat(pattern)}. */
  public static void dateFormatMade(SimpleDateFormat made, Scope scope) {
    if (scope.defaults().hasOwnFormat()) {
      made.setDateFormatSymbols(java.text.DateFormatSymbols.getInstance(format(scope)));
    }
    zoned(made, scope);
  }

  /** {@code DateTimeFormatter.ofPattern(pattern)}. */
  public static DateTimeFormatter ofPattern(String pattern, Scope scope) {
    return DateTimeFormatter.ofPattern(pattern, format(scope));
  }

  /** {@code NumberFormat.getInstance()} and {@code getNumberInstance()}. */
  public static NumberFormat numberFormat(Scope scope) {
    return NumberFormat.getInstance(format(scope));
  }

  /** {@code NumberFormat.getIntegerInstance()}. */
  public static NumberFormat integerFormat(Scope scope) {
    return NumberFormat.getIntegerInstance(format(scope));
  }

  /** {@code NumberFormat.getCurrencyInstance()}. */
  public static NumberFormat currencyFormat(Scope scope) {
    return NumberFormat.getCurrencyInstance(format(scope));
  }

  /** {@code NumberFormat.getPercentInstance()}. */
  public static NumberFormat percentFormat(Scope scope) {
    return NumberFormat.getPercentInstance(format(scope));
  }

  /** After {@code new DecimalFormat(pattern)}. */
  public static void decimalFormatMade(DecimalFormat made, Scope scope) {
    if (scope.defaults().hasOwnFormat()) {
      made.setDecimalFormatSymbols(DecimalFormatSymbols.getInstance(format(scope)));
    }
  }
}
