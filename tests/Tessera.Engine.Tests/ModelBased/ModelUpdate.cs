namespace Tessera.Engine.Tests.ModelBased;

/// <summary>An update: actions on paths that do not overlap, all of which read the item as it was before.</summary>
internal sealed record ModelUpdate(ModelAction[] Actions)
{
    public string Write(Placeholders placeholders) => string.Join(" ", Actions.GroupBy(action => action.Clause)
        .Select(clause => $"{clause.Key} {string.Join(", ", clause.Select(action => action.Write(placeholders)))}"));

    /// <summary>The item after the update, null where there is none; or the service refuses it.</summary>
    public ModelItem? Apply(ModelItem? before, ModelItem key)
    {
        if (before is null && Actions.All(action => action.OnlyTakesAway)) return null;
        var item = before ?? key;
        var values = Actions.Select(action => (action.Path, Value: action.Evaluate(item))).ToArray();
        if (values.Any(write => !write.Path.HasPlace(item))) throw new ModelRefusal("ValidationException");

        // Indexes are those of the list as it was: values are put there or at the end first, and only elements that were there are taken away.
        var puts = values.Where(write => write.Value is not null).OrderBy(write => write.Path.Index);
        var takes = values.Where(write => write.Value is null && write.Path.Find(item) is not null).OrderByDescending(write => write.Path.Index);
        var after = puts.Aggregate(item, (now, write) => Put(now, write.Path, write.Value!));
        return takes.Aggregate(after, (now, write) => Take(now, write.Path));
    }

    private static ModelItem Put(ModelItem item, ModelPath path, ModelValue value)
    {
        if (path.IsTopLevel) return item.With(path.Name, value);
        if (path.Entry is not null) return item.With(path.Name, new ModelValue.Map(((ModelValue.Map)item[path.Name]!).Entries.With(path.Entry, value)));
        var list = ((ModelValue.List)item[path.Name]!).Values;
        list = path.Index < list.Count ? list.SetItem(path.Index.Value, value) : list.Add(value);
        return item.With(path.Name, new ModelValue.List(list));
    }

    private static ModelItem Take(ModelItem item, ModelPath path)
    {
        if (path.IsTopLevel) return item.Without(path.Name);
        if (path.Entry is not null) return item.With(path.Name, new ModelValue.Map(((ModelValue.Map)item[path.Name]!).Entries.Without(path.Entry)));
        return item.With(path.Name, new ModelValue.List(((ModelValue.List)item[path.Name]!).Values.RemoveAt(path.Index!.Value)));
    }
}

/// <summary>The service's answer to an operation that it refuses: the name of the error.</summary>
internal sealed class ModelRefusal(string error) : Exception(error);
