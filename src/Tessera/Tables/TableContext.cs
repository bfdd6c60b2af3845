using Amazon.DynamoDBv2;
using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>The base of every generated table context: one DynamoDB table with its repositories. Thread-safe; make one and keep it.</summary>
public abstract partial class TableContext
{
    private readonly Dictionary<Type, EntityRepository> _repositories = [];
    private readonly ITransport _transport;

    /// <summary>Connects the context to a client; generated constructors call it.</summary>
    /// <param name="client">Any client. <see cref="TesseraDynamoDBClient"/> takes the fast path, which skips the SDK's attribute dictionaries.</param>
    /// <param name="model">The table's description.</param>
    /// <param name="options">How to work; <see langword="null"/> means all defaults.</param>
    protected TableContext(IAmazonDynamoDB client, TableModel model, TableOptions? options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(model);
        Client = client;
        TableModel = model;
        Options = options ?? new TableOptions();
        TableName = Options.TableName ?? Options.TableNamePrefix + model.Name;
        _transport = ITransport.For(client);
        Delays = new RetryDelays(Options);
    }

    /// <summary>The name of the table that is read and written, with <see cref="TableOptions"/> applied.</summary>
    public string TableName { get; }

    /// <summary>The client that requests go through.</summary>
    public IAmazonDynamoDB Client { get; }

    /// <summary>The table's description.</summary>
    public TableModel TableModel { get; }

    internal TableOptions Options { get; }

    internal RetryDelays Delays { get; }

    /// <summary>Starts a transaction of writes: all happen or none. At most 100 operations on different items, 4 MB together.</summary>
    /// <returns>An empty transaction.</returns>
    public WriteTransaction Transaction() => new(this);

    /// <summary>Starts a transaction of reads: up to 100 items as they all were at one moment.</summary>
    /// <returns>An empty transaction.</returns>
    public ReadTransaction ReadTransaction() => new(this);

    /// <summary>Makes a repository known, so that transactions find it by the type of an entity or key.</summary>
    /// <typeparam name="TRepository">The repository's type.</typeparam>
    /// <param name="repository">The repository.</param>
    /// <returns>The same repository.</returns>
    protected TRepository Register<TRepository>(TRepository repository)
        where TRepository : EntityRepository
    {
        ArgumentNullException.ThrowIfNull(repository);
        _repositories[repository.EntityType] = repository;
        _repositories[repository.KeyType] = repository;
        return repository;
    }

    internal EntityRepository RepositoryOf(Type type)
    {
        if (_repositories.TryGetValue(type, out var repository))
            return repository;
        if (typeof(EntityWrite).IsAssignableFrom(type))
            throw new ArgumentException("A prepared write is added with the method that prepared it: Update(table.Orders.Update(…)), Check(table.Orders.Check(…)).");
        throw new ArgumentException($"{type.Name} is neither an entity nor a key of the table '{TableName}'. Mark it with [Entity<{GetType().Name}>(…)].");
    }
}
