package io.execguard.tool;

final class Launcher {
  public static void main(String[] a) {
    System.out.println(System.getProperty("java.home"));
  }
}
