"""What the tests of the quiz share: a small glossary with the pairs that are easily confused."""

from __future__ import annotations

from functools import cache

from dlterms.index.lexicon import IndexLexicon
from dlterms.quiz.talk import Accept, Written
from lookup_support import entry, index_of

ENTRIES = (
    entry("overfitting", {"term": "过拟合", "aliases": ["过度拟合"]}, "overfitting", contrast=["underfitting"]),
    entry("underfitting", {"term": "欠拟合", "aliases": ["拟合不足"]}, "underfitting"),
    entry("encoder", "编码器", "encoder"),
    entry("decoder", "解码器", "decoder"),
    entry("forward", {"term": "前向传播", "aliases": ["正向传播"]}, "forward propagation"),
    entry("backward", {"term": "反向传播"}, {"term": "backpropagation", "aliases": ["backward propagation"]}),
    entry("l1", "L1 正则化", "L1 regularization", broader=["regularization"]),
    entry("l2", "L2 正则化", "L2 regularization", broader=["regularization"]),
    entry("regularization", "正则化", {
        "term": "regularization", "hidden": [{"term": "regularizer", "find_only": True}]}),
    entry("adam", "Adam", {"term": "Adam", "aliases": ["adaptive moment estimation"]}, kind="method"),
    entry("adamw", "AdamW", "AdamW", kind="method"),
    entry("accuracy", "准确率", "accuracy", kind="metric"),
    entry("precision", {"term": "精确率", "aliases": ["查准率"]}, "precision", kind="metric"),
    entry("recall", {"term": "召回率", "aliases": ["查全率"]}, "recall", kind="metric"),
    entry("curve", "精确率和召回率", "precision and recall"),
    entry("maximization", "最大化", "maximization"),
    entry("minimization", "最小化", "minimization"),
    entry("supervised", {"term": "监督学习", "aliases": ["有监督学习"]}, "supervised learning"),
    entry("unsupervised", "无监督学习", "unsupervised learning"),
    entry("classification", {"term": "分类", "aliases": ["分类任务"]}, "classification", kind="task"),
    entry("binary", "二元分类", "binary classification", kind="task", broader=["classification"]),
    entry("descent", "梯度下降", {"term": "gradient descent", "acronym": "GD"}, kind="method"),
    entry("sgd", "随机梯度下降", {"term": "stochastic gradient descent", "acronym": "SGD"}, kind="method",
          broader=["descent"]),
    entry("likelihood", "最大似然法", "maximum likelihood", kind="method"),
    entry("dropout", {"term": "暂退法", "pinyin": "zàn tuì fǎ", "aliases": [
        {"term": "随机失活"}, {"term": "丢弃法", "status": "superseded", "note": "2021 年前的译名"}],
        "hidden": ["丢弃正则化", {"term": "扔掉", "find_only": True}]},
        {"term": "dropout", "aliases": ["dropout regularization"]}, kind="method"),
    entry("cnn", "卷积神经网络", {"term": "convolutional neural network", "acronym": "CNN"}, kind="architecture"),
    entry("transformer", "Transformer", "Transformer", kind="architecture"),
    entry("pytorch", "PyTorch", "PyTorch", kind="framework"),
    entry("cpp", "C++", "C++", kind="language"),
    entry("c", "C 语言", "C", kind="language"),
    entry("astar", {"term": "A* 搜索", "aliases": ["A*"]}, {"term": "A* search", "aliases": ["A*"]}, kind="method"),
    entry("tuning", {"term": "调参", "pinyin": "tiáo cān"}, "hyperparameter tuning"),
    entry("reparameterization", {"term": "重参数化", "pinyin": "chóng cān shù huà"}, "reparameterization"),
    entry("loss", {"term": "损失函数", "aliases": ["损失"], "hidden": [{"term": "错误函数", "find_only": True}]},
          {"term": "loss function", "aliases": ["loss"]}),
    entry("reasoning", "推理", "reasoning"),
    entry("inference", {"term": "推断", "aliases": ["推理"]}, "inference"),
    entry("memory", {"term": "记忆", "qualifier": "模型"}, {"term": "memory", "qualifier": "model"}),
    entry("normalization", "批量规范化", {"term": "batch normalization", "aliases": ["batch norm"], "acronym": "BN"}),
    entry("labeled", "标注数据", "labeled data"),
    entry("behavior", "涌现行为", "emergent behavior"),
    entry("center", "聚类中心", "cluster center"),
    entry("bayes", "朴素贝叶斯", "naïve Bayes"),
    entry("matrix", "混淆矩阵", "confusion matrix"),
    entry("criterion", "准则", "criterion"),
    entry("hypothesis", "假设", "hypothesis"),
    entry("bias", "偏差", "bias"),
    entry("entropy", "熵", "entropy"),
    entry("representation", "可学习的表示", "learned representation"),
    entry("upsampling", "上采样", "upsampling"),
    entry("downsampling", "下采样", "downsampling"),
    entry("homogeneous", "同构图", "homogeneous graph"),
    entry("heterogeneous", "异构图", "heterogeneous graph"),
    entry("experiment", "实验", "experiment"),
    entry("trial", "试验", "trial"),
    entry("computation", "计算", "computation"),
    entry("imputation", "插补", "imputation"),
    entry("resnet50", "ResNet-50", "ResNet-50"),
    entry("resnet101", "ResNet-101", "ResNet-101"),
    entry("attention", "注意力编码器", "attention encoder"),
    entry("symmetric", "对称矩阵", "symmetric matrix"),
    entry("comprehensibility", "可理解性", "comprehensibility"),
    entry("keras", "Keras", "Keras", kind="library"),
    entry("pandas", "Pandas", "Pandas", kind="library"),
    entry("tree", "霍夫曼树", {"term": "Huffman tree", "acronym": "HT"}),
    entry("toolkit", "语音合成工具", {"term": "speech synthesis toolkit", "acronym": "HTS"}),
    entry("llm", "大语言模型", {"term": "large language model", "aliases": ["LLMs"]}),
    entry("state", "状态", "state"),
    entry("layer", "层", "layer"),
    entry("cost", "代价函数", "cost function", near=["loss"]),
    entry("batch", "批量", "batch"),
    entry("batch-size", "批量大小", "batch size"),
    entry("attention-mechanism", "注意力机制", {"term": "attention mechanism", "aliases": ["attention"]},
          kind="method"),
    entry("field", "强化学习", {"term": "reinforcement learning", "acronym": "RL"}, kind="field"),
    entry("training-set", "训练集", "training set", kind="dataset"),
    entry("random-variable", "随机变量", "random variable"),
    entry("imperative", "命令式编程", "imperative programming"),
    entry("density", "密度估计", "density estimation", kind="task"),
    entry("generative", "生成式模型", "generative model"),
    entry("two-sample", "双样本检验", "two-sample test", kind="method"),
    entry("bandit", "k 臂赌博机", "k-armed bandit"),
    entry("learning", "学习", "learning"),
    entry("mapping", "映射", {"term": "input-output mapping", "aliases": ["input-output map"]}),
    entry("cloze", "噪声注入", "noise injection", cloze=[
        {"lang": "zh", "text": "训练时加入{{c1::噪声}}，就是{{c2::噪声注入}}。"},
        {"lang": "en", "text": "This is {{c3::noise injection::a method}}."}]),
)  # fmt: skip


def nowhere(what: Accept) -> Written:
    """Accept nothing from now on."""
    return Written("", "there is no file")


@cache
def words() -> IndexLexicon:
    return IndexLexicon(index_of(*ENTRIES))
