using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>The names of the types generated for an entity; they stand beside it.</summary>
internal sealed class EntityNames(TypeSpec type)
{
    public string Entity { get; } = type.FullName;

    public string SimpleKey { get; } = type.Name + "Key";

    public string SimpleKeyText { get; } = type.Name + "KeyText";

    public string SimpleMapper { get; } = type.Name + "Mapper";

    public string SimpleAttributes { get; } = type.Name + "Attributes";

    public string SimpleRepository { get; } = type.Name + "Repository";

    public string Key { get; } = type.Qualifier + type.Name + "Key";

    /// <summary>The class that composes the key texts.</summary>
    public string KeyText { get; } = type.Qualifier + type.Name + "KeyText";

    public string Mapper { get; } = type.MapperName;

    public string Attributes { get; } = type.Qualifier + type.Name + "Attributes";

    public string Repository { get; } = type.Qualifier + type.Name + "Repository";

    /// <summary>The first stage of a query: <c>OrderQuery</c> on the table, <c>OrderGSI1Query</c> on an index.</summary>
    public string SimpleQuery(string keyRole) => type.Name + keyRole + "Query";

    /// <summary>The type's qualifier, for types that are named one by one.</summary>
    public string Qualifier { get; } = type.Qualifier;

    /// <summary>The result type of a read that may find nothing.</summary>
    public string NullableEntity { get; } = type.IsValueType ? type.FullName : type.FullName + "?";
}
