package io.execguard.tool;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;

/// A schema of `schemas/`.
record JsonSchema(Schema schema) {

  /// @param name `policy` for instance
  static JsonSchema of(String name) {
    return new JsonSchema(
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TextFile.text(Path.of("schemas", name + ".schema.json"))));
  }

  List<String> mistakes(String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
