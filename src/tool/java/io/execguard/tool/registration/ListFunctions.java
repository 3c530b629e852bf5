package io.execguard.tool.registration;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/// Kubernetes' own functions on lists, those that conditions of ours may use: `sum`, `min`, `max`,
/// `indexOf`, `lastIndexOf`.
final class ListFunctions {
  private static final TypeParamType ITEM = TypeParamType.create("T");
  private static final ListType ITEMS = ListType.create(ITEM);

  private ListFunctions() {}

  static ImmutableList<CelFunctionDecl> declarations() {
    return ImmutableList.of(
        CelFunctionDecl.newFunctionDeclaration(
            "sum",
            CelOverloadDecl.newMemberOverload(
                "list_int_sum", SimpleType.INT, ListType.create(SimpleType.INT)),
            CelOverloadDecl.newMemberOverload(
                "list_double_sum", SimpleType.DOUBLE, ListType.create(SimpleType.DOUBLE))),
        declared("min", "list_min", ITEM, ITEMS),
        declared("max", "list_max", ITEM, ITEMS),
        declared("indexOf", "list_index_of", SimpleType.INT, ITEMS, ITEM),
        declared("lastIndexOf", "list_last_index_of", SimpleType.INT, ITEMS, ITEM));
  }

  /// By the values that there are: an expression that was not type-checked names no overload.
  static Iterable<CelFunctionBinding> bindings() {
    ImmutableList.Builder<CelFunctionBinding> bindings = ImmutableList.builder();
    bound(bindings, "sum", CelFunctionBinding.from("list_int_sum", List.class, ListFunctions::sum));
    bound(
        bindings,
        "min",
        CelFunctionBinding.from("list_min", List.class, items -> extreme(items, -1)));
    bound(
        bindings,
        "max",
        CelFunctionBinding.from("list_max", List.class, items -> extreme(items, 1)));
    bound(
        bindings,
        "indexOf",
        CelFunctionBinding.from(
            "list_index_of",
            List.class,
            Object.class,
            (items, item) -> (long) items.indexOf(item)));
    bound(
        bindings,
        "lastIndexOf",
        CelFunctionBinding.from(
            "list_last_index_of",
            List.class,
            Object.class,
            (items, item) -> (long) items.lastIndexOf(item)));
    return bindings.build();
  }

  private static void bound(
      ImmutableList.Builder<CelFunctionBinding> bindings, String name, CelFunctionBinding one) {
    bindings.addAll(CelFunctionBinding.fromOverloads(name, one));
  }

  /// Of integers an integer, and of nothing zero, as in Kubernetes.
  private static Object sum(List<?> items) {
    if (items.stream().allMatch(Long.class::isInstance)) {
      return items.stream().mapToLong(item -> (Long) item).reduce(0, Math::addExact);
    }
    return items.stream().mapToDouble(item -> ((Number) item).doubleValue()).sum();
  }

  /// @param sign 1 for the largest, -1 for the smallest
  private static Object extreme(List<?> items, int sign) {
    Object extreme = items.getFirst();
    for (Object item : items) {
      if (sign * compare(item, extreme) > 0) {
        extreme = item;
      }
    }
    return extreme;
  }

  private static int compare(Object one, Object other) {
    return one instanceof String text
        ? text.compareTo((String) other)
        : Double.compare(((Number) one).doubleValue(), ((Number) other).doubleValue());
  }

  private static CelFunctionDecl declared(
      String name, String overload, CelType result, CelType... parameters) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newMemberOverload(overload, result, parameters));
  }
}
