package io.execguard.tool;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.execguard.tool.files.TextFile;
import java.nio.file.Path;
import java.util.List;

/// A schema of `schemas/`.
public record JsonSchema(Schema schema) {

  /// One of them.
  ///
  /// @param name `policy` for instance
  public static JsonSchema of(String name) {
    return new JsonSchema(
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TextFile.text(Path.of("schemas", name + ".schema.json"))));
  }

  public List<String> mistakes(String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
